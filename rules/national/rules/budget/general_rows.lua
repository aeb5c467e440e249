local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.general_rows",
  title  = "一般公共预算支出表各行：总计应等于基本支出与项目支出之和",
  basis  = "部门预算公开样表：总计是基本支出与项目支出之和，基本支出是人员经费与公用经费之和",
  on     = { document = "部门预算", table = statements.names "一般公共预算支出表" },
  kind   = "基本平衡",
  note   = "预算勾稽：一般公共预算支出",
  remedy = "请核对这一行的各栏。",

  run = function(t, check)
    shapes.row_total(identities.split, { identities.basic, identities.project })(t, check)
    shapes.row_total(identities.basic)(t, check)
    shapes.row_total(identities.by_use)(t, check)
    shapes.row_total(identities.project)(t, check)
  end,
}
