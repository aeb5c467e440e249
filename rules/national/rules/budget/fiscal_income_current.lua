local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.fiscal_income_current",
  title  = "财政拨款收支总表：本年收入应等于各项财政拨款收入之和",
  basis  = "部门预算公开样表：本年收入是各项财政拨款收入之和",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：财政拨款收入",
  remedy = "请核对本年收入与各项财政拨款收入。",

  run = totals.current("收入", summaries.fiscal["收入"]),
}
