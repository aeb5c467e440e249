local statements = require "statements"
local totals = require "totals"

rule {
  id     = "national.budget.basic_parts",
  title  = "收支总表：基本支出应等于人员经费加公用经费",
  basis  = "部门预算公开样表：基本支出分为人员经费和公用经费",
  on     = { document = "部门预算", table = statements.names "部门收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：基本支出",
  remedy = "请核对基本支出与人员经费、公用经费。",

  run = totals.below("支出", { "基本支出" }, { { "人员经费", "人员支出" }, { "公用经费", "公用支出", "日常公用经费" } }, { "项目支出" }),
}
