local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.capital_rows",
  title  = "国有资本经营预算支出表各行：合计应等于基本支出与项目支出之和",
  basis  = "部门预算公开样表：合计是基本支出与项目支出之和",
  on     = { document = "部门预算", table = statements.names "国有资本经营预算支出表" },
  kind   = "基本平衡",
  note   = "预算勾稽：国有资本经营预算",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.split),
}
