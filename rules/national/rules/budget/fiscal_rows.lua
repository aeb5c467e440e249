local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.fiscal_rows",
  title  = "财政拨款收支总表各行：合计应等于各项资金之和",
  basis  = "部门预算公开样表：合计是一般公共预算、政府性基金、国有资本经营预算之和",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：财政拨款支出＝一般公共＋基金＋国资",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.by_fund),
}
