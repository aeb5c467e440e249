local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.budget.fiscal_opening",
  title  = "财政拨款收支总表：上年结转应等于各项资金之和",
  basis  = "部门预算公开样表：上年结转是下面各项资金之和",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "基本平衡",
  note   = "预算勾稽：上年结转",
  remedy = "请核对上年结转与下面各项。",

  run = totals.below("收入", { "上年结转", "上年结转结余", "上年结转和结余" }, summaries.funds, { "收入总计", "总计" }),
}
