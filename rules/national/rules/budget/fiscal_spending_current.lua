local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.fiscal_spending_current",
  title  = "财政拨款收支总表：本年支出合计应等于各类支出之和",
  basis  = "部门预算公开样表：本年支出合计是上面各类支出之和",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：财政拨款支出",
  remedy = "请核对本年支出合计与各类支出。",

  run = totals.current("支出", summaries.fiscal["支出"]),
}
