local statements = require "statements"
local sided = require "sided"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.balance",
  title  = "收入支出决算总表：收入总计应等于支出总计",
  basis  = "部门决算公开样表：收入总计等于支出总计",
  on     = { document = "部门决算", table = statements.names "收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I05 I06",
  remedy = "请核对两侧的总计。",

  run = totals.balance(summaries.whole, sided.amount, sided.amount),
}
