local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"

rule {
  id     = "national.budget.general_agrees",
  title  = "一般公共预算支出表的合计应与财政拨款收支总表的一般公共预算支出相等",
  basis  = "部门预算公开样表：两表列示同一项支出",
  on     = { document = "部门预算", table = statements.names "一般公共预算支出表" },
  kind   = "基本平衡",
  note   = "预算勾稽：一般公共预算支出",
  remedy = "请核对两表的一般公共预算支出。",

  run = agreement.pairs(statements.names "财政拨款收支总表", {
    { { row = "合计", column = identities.split.total }, { side = "支出", row = { "本年支出合计", "本年支出" }, column = identities.by_fund.parts[1] } },
  }),
}
