local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.final_accounts.fund_rows",
  title  = "政府性基金预算财政拨款收入支出决算表各行：支出小计应等于基本支出与项目支出之和",
  basis  = "部门决算公开样表：本年支出小计是基本支出与项目支出之和",
  on     = { document = "部门决算", table = statements.names "政府性基金预算财政拨款收入支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I57",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.split),
}
