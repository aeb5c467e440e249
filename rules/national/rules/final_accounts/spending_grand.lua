local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.spending_grand",
  title  = "收入支出决算总表：支出总计应等于本年支出合计、结余分配、年末结转和结余之和",
  basis  = "部门决算公开样表：总计是本年支出合计、结余分配、年末结转和结余之和",
  on     = { document = "部门决算", table = statements.names "收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I04 I06",
  remedy = "请核对支出总计与本年支出合计、结转结余。",

  run = totals.grand("支出", summaries.whole["支出"]),
}
