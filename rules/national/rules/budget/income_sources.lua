local budget_agreement = require "budget_agreement"
local statements = require "statements"

rule {
  id     = "national.budget.income_sources",
  title  = "收入总表各项收入的合计应与收支总表的同一项收入相等",
  basis  = "部门预算公开样表：两表列示同一项收入；上年结转并在各项里的，两表口径不同，不比",
  on     = { document = "部门预算", table = statements.names "部门收入总表" },
  kind   = "核实性",
  note   = "预算勾稽：收入总表各栏；两表的上年结转相同时才比，合计不等的由 national.budget.income_agrees 说",
  remedy = "请核对两表这一项收入。",

  run = budget_agreement.sources,
}
