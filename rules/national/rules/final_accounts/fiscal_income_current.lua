local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.fiscal_income_current",
  title  = "财政拨款收入支出决算总表：本年收入合计应等于各项财政拨款收入之和",
  basis  = "部门决算公开样表：本年收入合计是三项财政拨款收入之和",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I24",
  remedy = "请核对本年收入合计与各项财政拨款收入。",

  run = totals.current("收入", summaries.fiscal["收入"]),
}
