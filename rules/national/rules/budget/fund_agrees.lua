local budget_agreement = require "budget_agreement"
local statements = require "statements"

rule {
  id     = "national.budget.fund_agrees",
  title  = "政府性基金预算支出表的合计应与财政拨款收支总表的政府性基金支出相等",
  basis  = "部门预算公开样表：两表列示同一项支出；政府性基金预算支出表只列当年拨款的，相差上年结转",
  on     = { document = "部门预算", table = statements.names "政府性基金预算支出表" },
  kind   = "核实性",
  note   = "预算勾稽：政府性基金支出",
  remedy = "请核对两表的政府性基金支出，口径不同的（上年结转）请说明。",

  run = budget_agreement.fund,
}
