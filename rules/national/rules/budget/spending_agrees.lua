local agreement = require "agreement"
local statements = require "statements"
local sided = require "sided"
local summaries = require "summaries"

rule {
  id     = "national.budget.spending_agrees",
  title  = "支出总表的合计应与收支总表的支出相等",
  basis  = "部门预算公开样表：两表列示同一项支出",
  on     = { document = "部门预算", table = statements.names "部门支出总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：支出总表",
  remedy = "请核对两表，同一个数应填得一样。",

  run = agreement.either(statements.names "部门收支总表", { row = "合计", column = { "支出总计", "合计", "总计", "本年支出合计" } },
    { side = "支出", row = { "本年支出合计" }, column = sided.amount }, { side = "支出", row = { "支出总计", "总计" }, column = sided.amount, grand = summaries.whole["支出"] }),
}
