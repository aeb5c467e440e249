local funds = require "funds"
local statements = require "statements"

local all = statements.names("政府性基金预算支出表", "国有资本经营预算支出表")

rule {
  id     = "national.budget.empty_tables",
  title  = "没有政府性基金、国有资本经营预算的，空表应有说明",
  basis  = "部门预算公开样表；空表也应公开并说明（条文待核）",
  on     = { document = "部门预算", table = all },
  kind   = "规范性",
  note   = "预算勾稽：空表说明",
  remedy = "没有数据的请在表下注明“本表无数据”；有数据的请填列。",

  run = funds.noted,
}
