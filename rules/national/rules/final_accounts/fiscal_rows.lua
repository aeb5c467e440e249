local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.final_accounts.fiscal_rows",
  title  = "财政拨款收入支出决算总表各行：合计应等于各项资金之和",
  basis  = "部门决算公开样表：支出各行合计是一般公共预算、政府性基金、国有资本经营预算之和",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I27",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.by_fund),
}
