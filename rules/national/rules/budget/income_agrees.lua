local agreement = require "agreement"
local statements = require "statements"
local sided = require "sided"
local summaries = require "summaries"

rule {
  id     = "national.budget.income_agrees",
  title  = "收入总表的合计应与收支总表的收入总计相等",
  basis  = "部门预算公开样表：两表列示同一项收入",
  on     = { document = "部门预算", table = statements.names "部门收入总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：收入总表",
  remedy = "请核对两表，同一个数应填得一样。",

  run = agreement.pairs(statements.names "部门收支总表", {
    { { row = "合计", column = { "收入总计", "合计", "总计" } }, { side = "收入", row = { "收入总计", "总计" }, column = sided.amount, grand = summaries.whole["收入"] } },
  }),
}
