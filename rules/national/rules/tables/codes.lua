local coded_tables = require "coded_tables"
local shapes = require "shapes"

rule {
  id     = "national.tables.codes",
  title  = "科目编码应为类、款、项，上级科目应列示",
  basis  = "政府收支分类科目：功能分类类三位、款五位、项七位，支出经济分类类三位、款五位；样表按类、款、项逐级列示",
  on     = { document = { "部门决算", "部门预算" }, table = coded_tables.names },
  kind   = "逻辑性",
  severity = "verify",
  note   = "勾稽 I73",
  remedy = "请核对科目编码；上级科目应单独列一行。",

  run = shapes.codes(),
}
