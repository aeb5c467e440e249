local funds = require "funds"
local statements = require "statements"

rule {
  id     = "national.final_accounts.fund_empty",
  title  = "没有政府性基金收支的，空表应有说明；有的，表里应有数",
  basis  = "部门决算公开样表；空表也应公开并说明（条文待核）",
  on     = { document = "部门决算", table = statements.names "政府性基金预算财政拨款收入支出决算表" },
  kind   = "规范性",
  note   = "勾稽 I59",
  remedy = "没有数据的请在表下注明“本表无数据”；有数据的请填列。",

  run = funds.empty(funds.government),
}
