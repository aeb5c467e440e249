local funds = require "funds"
local statements = require "statements"

rule {
  id     = "national.final_accounts.fiscal_by_fund",
  title  = "财政拨款收入支出决算总表：每项资金的年初结转加收入应等于支出加年末结转",
  basis  = "部门决算公开样表：每项资金收支平衡",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I31",
  remedy = "请核对这项资金的收入、支出和结转结余。",

  run = funds.balance(),
}
