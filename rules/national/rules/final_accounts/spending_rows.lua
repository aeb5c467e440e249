local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.final_accounts.spending_rows",
  title  = "支出决算表各行：本年支出合计应等于基本支出、项目支出等之和",
  basis  = "部门决算公开样表：本年支出合计是基本支出、项目支出、上缴上级支出、经营支出、对附属单位补助支出之和",
  on     = { document = "部门决算", table = statements.names "支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I18",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.spending),
}
