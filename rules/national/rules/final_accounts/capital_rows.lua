local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.final_accounts.capital_rows",
  title  = "国有资本经营预算财政拨款支出决算表各行：合计应等于基本支出与项目支出之和",
  basis  = "部门决算公开样表：合计是基本支出与项目支出之和",
  on     = { document = "部门决算", table = statements.names "国有资本经营预算财政拨款支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I60",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.split),
}
