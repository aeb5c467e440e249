local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.fiscal_spending_grand",
  title  = "财政拨款收入支出决算总表：支出总计应等于本年支出合计加年末结转和结余",
  basis  = "部门决算公开样表：总计各栏是本年支出合计与年末财政拨款结转和结余之和",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I29",
  remedy = "请核对支出总计与本年支出合计、年末结转和结余。",

  run = totals.grand("支出", summaries.fiscal["支出"]),
}
