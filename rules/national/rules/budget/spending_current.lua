local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.spending_current",
  title  = "收支总表：本年支出合计应等于各项支出之和",
  basis  = "部门预算公开样表：本年支出合计是基本支出、项目支出、经营支出、上缴上级支出、对附属单位补助支出等之和",
  on     = { document = "部门预算", table = statements.names "部门收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：本年支出",
  remedy = "请核对本年支出合计与各项支出。",

  run = totals.current("支出", summaries.whole["支出"]),
}
