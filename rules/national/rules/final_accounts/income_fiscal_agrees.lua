local agreement = require "agreement"
local statements = require "statements"
local summaries = require "summaries"

rule {
  id     = "national.final_accounts.income_fiscal_agrees",
  title  = "收入决算表的财政拨款收入应等于收入支出决算总表的三项财政拨款收入之和",
  basis  = "部门决算公开样表：两表列示同一项收入",
  on     = { document = "部门决算", table = statements.names "收入决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I12",
  remedy = "请核对两表的财政拨款收入。",

  run = function(t, check, document)
    local other = statements.names "收入支出决算总表"
    if not document:has_table(other) then return end
    local here = agreement.fact(t, { row = "合计", column = { "财政拨款收入" } })
    agreement.same(here, agreement.funds(document:table(other), summaries.funds, summaries.funds_whole), check)
  end,
}
