local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.fiscal_income_grand",
  title  = "财政拨款收入支出决算总表：收入总计应等于本年收入合计加年初结转和结余",
  basis  = "部门决算公开样表：总计是本年收入合计与年初财政拨款结转和结余之和",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I26",
  remedy = "请核对收入总计与本年收入合计、年初结转和结余。",

  run = totals.grand("收入", summaries.fiscal["收入"]),
}
