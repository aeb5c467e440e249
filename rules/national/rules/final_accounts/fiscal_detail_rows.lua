local statements = require "statements"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.final_accounts.fiscal_detail_rows",
  title  = "财政拨款支出决算表各行：合计应等于基本支出与项目支出之和",
  basis  = "江苏等省部门决算公开样表：财政拨款支出是基本支出与项目支出之和",
  on     = { document = "部门决算", table = statements.names "财政拨款支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I18（财政拨款）",
  remedy = "请核对这一行的各栏。",

  run = shapes.row_total(identities.spending),
}
