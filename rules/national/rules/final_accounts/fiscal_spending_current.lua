local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.fiscal_spending_current",
  title  = "财政拨款收入支出决算总表：本年支出合计应等于各类支出之和",
  basis  = "部门决算公开样表：本年支出合计各栏是上面各类支出之和",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I28",
  remedy = "请核对本年支出合计与各类支出。",

  run = totals.current("支出", summaries.fiscal["支出"]),
}
