local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.budget.project_rows",
  title  = "项目支出表各行：合计应等于各项资金来源之和",
  basis  = "部门预算公开样表：项目支出按一般公共预算、政府性基金预算、单位资金等来源列示",
  on     = { document = "部门预算", table = statements.names "项目支出表" },
  kind   = "基本平衡",
  severity = "verify",
  note   = "各地来源的栏目不一，只请核实",
  remedy = "请核对这一行的各项来源。",

  run = shapes.row_total(identities.budget_sources),
}
