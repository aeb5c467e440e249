local budget_agreement = require "budget_agreement"
local statements = require "statements"

rule {
  id     = "national.budget.fiscal_income_agrees",
  title  = "财政拨款收支总表的各项财政拨款收入应与收支总表的同一项收入相等",
  basis  = "部门预算公开样表：两表列示同一项收入；收支总表的一项收入可能连同上年结转",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "核实性",
  note   = "预算勾稽：财政拨款收入",
  remedy = "请核对两表的财政拨款收入，口径不同的（上年结转）请说明。",

  run = budget_agreement.fiscal_income,
}
