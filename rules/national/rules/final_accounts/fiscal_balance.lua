local statements = require "statements"
local identities = require "identities"
local sided = require "sided"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.fiscal_balance",
  title  = "财政拨款收入支出决算总表：收入总计应等于支出总计",
  basis  = "部门决算公开样表：收入总计等于支出总计的合计",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I30",
  remedy = "请核对两侧的总计。",

  run = totals.balance(summaries.fiscal, sided.amount, identities.by_fund.total),
}
