local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.fiscal_income_grand",
  title  = "财政拨款收支总表：收入总计应等于本年收入加上年结转",
  basis  = "部门预算公开样表：收入总计是本年收入与上年结转之和",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：财政拨款收入总计",
  remedy = "请核对收入总计与本年收入、上年结转。",

  run = totals.grand("收入", summaries.fiscal["收入"]),
}
