local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.income_grand",
  title  = "收支总表：收入总计应等于本年收入合计加上年结转",
  basis  = "部门预算公开样表：收入总计是本年收入合计与上年结转等之和",
  on     = { document = "部门预算", table = statements.names "部门收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：收入总计",
  remedy = "请核对收入总计与本年收入合计、上年结转。",

  run = totals.grand("收入", summaries.whole["收入"]),
}
