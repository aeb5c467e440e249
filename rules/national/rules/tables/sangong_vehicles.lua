local sangong = require "sangong"
local sangong_tables = require "sangong_tables"

rule {
  id     = "national.tables.sangong_vehicles",
  title  = "公务用车购置及运行费应等于购置费与运行维护费之和",
  basis  = "部门预算、部门决算公开样表：公务用车购置及运行费是购置费与运行维护费之和",
  on     = { document = { "部门决算", "部门预算" }, table = sangong_tables.names },
  kind   = "基本平衡",
  note   = "勾稽 I49",
  remedy = "请核对公务用车购置费、运行维护费与它们的小计。",

  run = sangong.vehicles_run(),
}
