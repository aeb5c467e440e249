local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"

rule {
  id     = "national.final_accounts.general_agrees",
  title  = "一般公共预算财政拨款支出决算表的合计应与财政拨款收入支出决算总表相等",
  basis  = "部门决算公开样表：两表列示同一项支出",
  on     = { document = "部门决算", table = statements.names "一般公共预算财政拨款支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I38",
  remedy = "请核对两表的一般公共预算财政拨款支出。",

  run = agreement.pairs(statements.names "财政拨款收入支出决算总表", {
    { { row = "合计", column = identities.split.total }, { side = "支出", row = { "本年支出合计" }, column = identities.by_fund.parts[1] } },
  }),
}
