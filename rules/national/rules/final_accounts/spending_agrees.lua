local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"
local sided = require "sided"

rule {
  id     = "national.final_accounts.spending_agrees",
  title  = "支出决算表的合计应与收入支出决算总表的本年支出合计相等",
  basis  = "部门决算公开样表：两表列示同一项支出",
  on     = { document = "部门决算", table = statements.names "支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I22",
  remedy = "请核对两表，同一个数应填得一样。",

  run = agreement.pairs(statements.names "收入支出决算总表", {
    { { row = "合计", column = identities.spending.total }, { side = "支出", row = { "本年支出合计" }, column = sided.amount } },
  }),
}
