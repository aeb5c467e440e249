local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.income_current",
  title  = "收入支出决算总表：本年收入合计应等于各项收入之和",
  basis  = "部门决算公开样表：本年收入合计是上面各项收入之和",
  on     = { document = "部门决算", table = statements.names "收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I01",
  remedy = "请核对本年收入合计与各项收入。",

  run = totals.current("收入", summaries.whole["收入"]),
}
