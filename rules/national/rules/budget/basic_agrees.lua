local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"

rule {
  id     = "national.budget.basic_agrees",
  title  = "一般公共预算支出表的基本支出应与基本支出表的合计相等",
  basis  = "部门预算公开样表：两表列示同一项支出",
  on     = { document = "部门预算", table = statements.names "一般公共预算基本支出表" },
  kind   = "基本平衡",
  note   = "预算勾稽：基本支出表合计；政府经济分类总额＝部门经济分类总额",
  remedy = "请核对两表的基本支出。",

  run = agreement.pairs(statements.names "一般公共预算支出表", {
    { { row = "合计", column = identities.basic.total }, { row = "合计", column = identities.split.parts[1] } },
  }),
}
