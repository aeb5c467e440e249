local agreement = require "agreement"
local identities = require "identities"
local statements = require "statements"

rule {
  id     = "national.budget.general_projects",
  title  = "一般公共预算支出表的项目支出应与一般公共预算项目支出表的合计相等",
  basis  = "部门预算公开样表：两表列示同一项支出（如四川表3与表3-2，条文待核）",
  on     = { document = "部门预算", table = statements.names "一般公共预算项目支出表" },
  kind   = "基本平衡",
  severity = "verify",
  note   = "项目支出表只列重点项目的，两表可以不等，所以只请核实",
  remedy = "请核对两表的项目支出，看有没有哪个项目的数字写错。",

  run = agreement.pairs(statements.names "一般公共预算支出表", {
    { { row = "合计", column = { "合计", "总计", "金额", "预算数", "小计" } }, { row = "合计", column = identities.split.parts[2] } },
  }),
}
