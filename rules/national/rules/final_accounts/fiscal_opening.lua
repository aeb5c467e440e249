local statements = require "statements"
local summaries = require "summaries"
local totals = require "totals"

rule {
  id     = "national.final_accounts.fiscal_opening",
  title  = "财政拨款收入支出决算总表：年初财政拨款结转和结余应等于各项资金之和",
  basis  = "部门决算公开样表：年初财政拨款结转和结余是下面三项之和",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I25",
  remedy = "请核对年初财政拨款结转和结余与下面各项。",

  run = totals.below("收入", { "年初财政拨款结转和结余", "年初财政拨款结转结余" }, summaries.funds, { "总计", "收入总计" }),
}
