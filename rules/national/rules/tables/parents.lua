local shapes = require "shapes"
local coded = require "coded_tables"

rule {
  id     = "national.tables.parents",
  title  = "类应等于各款之和，款应等于各项之和",
  basis  = "部门预算、部门决算公开样表：科目按类、款、项逐级列示",
  on     = { document = { "部门决算", "部门预算" }, table = coded.names },
  kind   = "基本平衡",
  note   = "勾稽 I09 I10 I20 I21 I37 I41 I42 I43 I44",
  remedy = "请核对这一科目与其下级科目；下级科目应列全。",

  run = shapes.parents(),
}
