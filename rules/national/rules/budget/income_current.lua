local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.income_current",
  title  = "收支总表：本年收入合计应等于各项收入之和",
  basis  = "部门预算公开样表：本年收入合计是上面各项收入之和",
  on     = { document = "部门预算", table = statements.names "部门收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：本年收入",
  remedy = "请核对本年收入合计与各项收入。",

  run = totals.current("收入", summaries.whole["收入"]),
}
