local shapes = require "shapes"
local coded = require "coded_tables"

rule {
  id     = "national.tables.whole",
  title  = "合计应等于各类之和",
  basis  = "部门预算、部门决算公开样表：合计行是各类之和",
  on     = { document = { "部门决算", "部门预算" }, table = coded.names },
  kind   = "基本平衡",
  note   = "勾稽 I08 I19 I37",
  remedy = "请核对合计一行与各类科目。",

  run = shapes.whole(),
}
