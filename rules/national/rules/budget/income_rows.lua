local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.income_rows",
  title  = "收入总表各行：合计应等于各项收入之和",
  basis  = "部门预算公开样表：合计是各项收入、结转之和",
  on     = { document = "部门预算", table = statements.names "部门收入总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：收入总表",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.budget_income),
}
