local payments = require "same_payments"
local statements = require "statements"

rule {
  id     = "national.budget.same_payments",
  title  = "养老保险、职业年金、公务员医疗补助、住房公积金在功能分类和经济分类里应是同一个数",
  basis  = "政府收支分类科目：2080505 与 30108、2080506 与 30109、2101103 与 30111、2210201 与 30113 记录同一笔缴费（条文待核）；由别的科目安排的可以不同",
  on     = { document = "部门预算", table = statements.names "一般公共预算基本支出表" },
  kind   = "核实性",
  note   = "表间 功能分类与经济分类；只有一项不同、其余都相同时才说",
  remedy = "请核对两张表的这一项缴费；由别的科目安排的请说明。",

  run = payments.run(statements.names "一般公共预算支出表"),
}
