local statements = require "statements"
local sided = require "sided"
local summaries = require "summaries"
local totals = require "totals"

-- 支出一侧按资金分栏的看合计，不分栏的看金额。
local fiscal_columns = { "合计", "总计", "预算数", "金额", "本年预算", "本年预算数" }

rule {
  id     = "national.budget.fiscal_balance",
  title  = "财政拨款收支总表：收入总计应等于支出总计",
  basis  = "部门预算公开样表：收入总计等于支出总计",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：财政拨款收支平衡",
  remedy = "请核对两侧的总计。",

  run = totals.balance(summaries.fiscal, sided.amount, fiscal_columns),
}
