local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.spending_rows",
  title  = "支出总表各行：合计应等于各项支出之和",
  basis  = "部门预算公开样表：合计是基本支出、项目支出等之和，或者各项资金之和",
  on     = { document = "部门预算", table = statements.names "部门支出总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：支出总表 合计＝基本＋项目",
  remedy = "请核对这一行的各栏。",

  run = function(t, check)
    shapes.row_total(identities.spending)(t, check)
    shapes.row_total(identities.budget_sources)(t, check)
  end,
}
