local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

local all = statements.names("一般公共预算财政拨款基本支出决算表", "财政拨款基本支出决算表", "政府性基金预算财政拨款基本支出决算表")

rule {
  id     = "national.final_accounts.basic_rows",
  title  = "基本支出决算表各行：合计应等于人员经费与公用经费之和",
  basis  = "部门决算公开样表：基本支出是人员经费与公用经费之和",
  on     = { document = "部门决算", table = all },
  kind   = "基本平衡",
  note   = "勾稽 I44 I47（表内）；人员经费、公用经费各占一栏的表样",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.basic),
}
