local statements = require "statements"
local sided = require "sided"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.balance",
  title  = "收支总表：收入总计应等于支出总计",
  basis  = "部门预算公开样表：收入总计等于支出总计",
  on     = { document = "部门预算", table = statements.names "部门收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：收支平衡",
  remedy = "请核对两侧的总计。",

  run = totals.balance(summaries.whole, sided.amount, sided.amount),
}
