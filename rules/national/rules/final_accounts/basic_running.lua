local economic = require "economic"
local statements = require "statements"

rule {
  id     = "national.final_accounts.basic_running",
  title  = "公用经费合计应等于人员经费以外各类之和",
  basis  = "部门决算公开样表：公用经费合计是 302、307、310、399 等类之和",
  on     = { document = "部门决算", table = statements.names "一般公共预算财政拨款基本支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I46",
  remedy = "请核对公用经费合计与 302、307、310、399 等类。",

  run = economic.totals({ "公用经费合计", "公用经费", "日常公用经费合计" }, false),
}
