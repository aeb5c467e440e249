local sangong = require "sangong"
local sangong_tables = require "sangong_tables"
local statements = require "statements"

rule {
  id     = "national.budget.sangong_economic",
  title  = "“三公”经费预算数一般不小于基本支出里的同一项",
  basis  = "部门预算公开样表：“三公”经费含基本支出和项目支出安排的；教学科研人员出国等不计入“三公”经费，所以只请核实",
  on     = { document = "部门预算", table = sangong_tables.names },
  kind   = "核实性",
  note   = "预算勾稽：“三公”经费与经济分类",
  remedy = "请核对“三公”经费与基本支出里的经济分类科目，不一致的请说明口径。",

  run = sangong.economic_run(statements.names "一般公共预算基本支出表"),
}
