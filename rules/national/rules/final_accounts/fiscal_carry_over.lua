local agreement = require "agreement"
local statements = require "statements"
local summaries = require "summaries"
local identities = require "identities"
local sided = require "sided"

rule {
  id     = "national.final_accounts.fiscal_carry_over",
  title  = "财政拨款的结转结余一般不大于全部结转结余",
  basis  = "部门决算公开样表：财政拨款结转和结余是全部结转和结余的一部分；非财政拨款结余可以是负数，所以只请核实",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "核实性",
  note   = "勾稽 I35",
  remedy = "请核对两表的结转和结余；非财政拨款结余为负数的请说明。",

  run = agreement.pairs_within(statements.names "收入支出决算总表", {
    { { side = "收入", row = { "年初财政拨款结转和结余", "年初财政拨款结转结余" }, column = sided.amount, parts = summaries.funds }, { side = "收入", row = { "年初结转和结余" }, column = sided.amount } },
    { { side = "支出", row = { "年末财政拨款结转和结余", "年末财政拨款结转结余" }, column = identities.by_fund.total }, { side = "支出", row = { "年末结转和结余" }, column = sided.amount } },
  }),
}
