local economic = require "economic"
local statements = require "statements"

rule {
  id     = "national.final_accounts.basic_staff",
  title  = "人员经费合计应等于工资福利支出与对个人和家庭的补助之和",
  basis  = "部门决算公开样表：人员经费合计是 301、303 两类之和",
  on     = { document = "部门决算", table = statements.names "一般公共预算财政拨款基本支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I45",
  remedy = "请核对人员经费合计与 301、303 两类。",

  run = economic.totals({ "人员经费合计", "人员经费" }, true),
}
