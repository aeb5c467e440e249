local agreement = require "agreement"
local economic = require "economic"
local statements = require "statements"
local identities = require "identities"

rule {
  id     = "national.final_accounts.fiscal_basic_agrees",
  title  = "财政拨款基本支出决算表的合计应与财政拨款支出决算表的基本支出相等",
  basis  = "江苏等省部门决算公开样表：两表列示同一项支出",
  on     = { document = "部门决算", table = statements.names "财政拨款基本支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I47（财政拨款）",
  remedy = "请核对两表的基本支出。",

  run = function(t, check, document)
    local other = statements.names "财政拨款支出决算表"
    if not document:has_table(other) then return end
    agreement.same(economic.whole(t), agreement.fact(document:table(other), { row = "合计", column = identities.split.parts[1] }), check)
  end,
}
