local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"

local totals = statements.names "财政拨款收入支出决算总表"
local current = { "本年支出合计" }

rule {
  id     = "national.final_accounts.fiscal_detail_agrees",
  title  = "财政拨款支出决算表的合计、各类应与财政拨款收入支出决算总表相等",
  basis  = "江苏等省部门决算公开样表：两表列示同一项支出",
  on     = { document = "部门决算", table = statements.names "财政拨款支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I22 I23（财政拨款）",
  remedy = "请核对两表，同一个数应填得一样。",

  run = function(t, check, document)
    local column, there = identities.spending.total, identities.by_fund.total
    agreement.pairs(totals, { { { row = "合计", column = column }, { side = "支出", row = current, column = there } } })(t, check, document)
    agreement.classes(totals, column, "支出", there)(t, check, document)
  end,
}
