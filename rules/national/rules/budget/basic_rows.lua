local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.basic_rows",
  title  = "一般公共预算基本支出表各行：合计应等于人员经费与公用经费之和",
  basis  = "部门预算公开样表：基本支出是人员经费与公用经费之和",
  on     = { document = "部门预算", table = statements.names "一般公共预算基本支出表" },
  kind   = "基本平衡",
  note   = "预算勾稽：人员＋公用",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.basic),
}
