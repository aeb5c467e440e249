local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"
local sided = require "sided"
local summaries = require "summaries"

rule {
  id     = "national.final_accounts.fund_agrees",
  title  = "政府性基金表的合计应与财政拨款收入支出决算总表相等",
  basis  = "部门决算公开样表：两表列示同一项资金",
  on     = { document = "部门决算", table = statements.names "政府性基金预算财政拨款收入支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I58",
  remedy = "请核对两表的政府性基金。",

  run = agreement.pairs(statements.names "财政拨款收入支出决算总表", {
    { { row = "合计", column = { "年初结转和结余" } }, { side = "收入", row = summaries.funds[2], after = { "年初财政拨款结转和结余" }, column = sided.amount } },
    { { row = "合计", column = { "本年收入" } }, { side = "收入", row = summaries.funds[2], before = { "本年收入合计" }, column = sided.amount } },
    { { row = "合计", column = identities.split.total }, { side = "支出", row = { "本年支出合计" }, column = identities.by_fund.parts[2] } },
    { { row = "合计", column = { "年末结转和结余" } }, { side = "支出", row = { "年末财政拨款结转和结余" }, column = identities.by_fund.parts[2] } },
  }),
}
