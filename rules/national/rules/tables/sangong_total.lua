local sangong = require "sangong"
local sangong_tables = require "sangong_tables"

rule {
  id     = "national.tables.sangong_total",
  title  = "“三公”经费合计应等于各分项之和",
  basis  = "部门预算、部门决算公开样表：合计是因公出国（境）费、公务用车购置及运行费、公务接待费之和",
  on     = { document = { "部门决算", "部门预算" }, table = sangong_tables.names },
  kind   = "基本平衡",
  note   = "勾稽 I48",
  remedy = "请核对合计与各分项。",

  run = sangong.total_run(),
}
