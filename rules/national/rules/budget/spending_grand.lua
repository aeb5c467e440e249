local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.spending_grand",
  title  = "收支总表：支出总计应等于本年支出合计加结转下年",
  basis  = "部门预算公开样表：支出总计是本年支出合计与结转下年之和",
  on     = { document = "部门预算", table = statements.names "部门收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：支出总计",
  remedy = "请核对支出总计与本年支出合计、结转下年。",

  run = totals.grand("支出", summaries.whole["支出"]),
}
