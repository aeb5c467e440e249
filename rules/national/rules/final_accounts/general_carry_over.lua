local shapes = require "shapes"
local statements = require "statements"

rule {
  id     = "national.final_accounts.general_carry_over",
  title  = "一般公共预算财政拨款：年初结转和结余加本年收入减本年支出应等于年末结转和结余",
  basis  = "部门决算公开样表：年末结转和结余是年初结转和结余加本年收入减本年支出",
  on     = { document = "部门决算", table = statements.names "一般公共预算财政拨款支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I31",
  remedy = "请核对这一行的各栏。",

  run = shapes.carried_over(),
}
