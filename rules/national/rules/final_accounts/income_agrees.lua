local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"
local sided = require "sided"

rule {
  id     = "national.final_accounts.income_agrees",
  title  = "收入决算表的合计应与收入支出决算总表的各项收入相等",
  basis  = "部门决算公开样表：两表列示同一项收入",
  on     = { document = "部门决算", table = statements.names "收入决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I11 I13 I14 I15 I16 I17",
  remedy = "请核对两表，同一个数应填得一样。",

  run = agreement.pairs(statements.names "收入支出决算总表", {
    { { row = "合计", column = identities.income.total }, { side = "收入", row = { "本年收入合计" }, column = sided.amount } },
    { { row = "合计", column = identities.income.parts[2] }, { side = "收入", row = { "上级补助收入" }, column = sided.amount, of = { "本年收入合计" } } },
    { { row = "合计", column = identities.income.parts[3] }, { side = "收入", row = { "事业收入" }, column = sided.amount, of = { "本年收入合计" } } },
    { { row = "合计", column = identities.income.parts[4] }, { side = "收入", row = { "经营收入" }, column = sided.amount, of = { "本年收入合计" } } },
    { { row = "合计", column = identities.income.parts[5] }, { side = "收入", row = { "附属单位上缴收入" }, column = sided.amount, of = { "本年收入合计" } } },
    { { row = "合计", column = identities.income.parts[6] }, { side = "收入", row = { "其他收入" }, column = sided.amount, of = { "本年收入合计" } } },
  }),
}
