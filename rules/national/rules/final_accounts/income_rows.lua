local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.final_accounts.income_rows",
  title  = "收入决算表各行：本年收入合计应等于各项收入之和",
  basis  = "部门决算公开样表：本年收入合计是各项收入之和",
  on     = { document = "部门决算", table = statements.names "收入决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I07",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.income),
}
