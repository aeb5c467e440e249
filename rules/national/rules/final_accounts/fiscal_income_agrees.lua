local agreement = require "agreement"
local statements = require "statements"
local sided = require "sided"
local summaries = require "summaries"

rule {
  id     = "national.final_accounts.fiscal_income_agrees",
  title  = "财政拨款收入支出决算总表的各项收入应与收入支出决算总表、收入决算表相等",
  basis  = "部门决算公开样表：各表列示同一项收入",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "基本平衡",
  note   = "勾稽 I32 I33",
  remedy = "请核对各表的财政拨款收入。",

  run = function(t, check, document)
    local whole, income = statements.names "收入支出决算总表", statements.names "收入决算表"
    local current = { side = "收入", row = { "本年收入合计" }, column = sided.amount }
    for _, fund in ipairs(document:has_table(whole) and summaries.funds or {}) do
      local here = agreement.fact(t, { side = "收入", row = fund, before = { "本年收入合计" }, column = sided.amount, of = current.row })
      agreement.same(here, agreement.fact(document:table(whole), { side = "收入", row = fund, column = sided.amount, of = current.row }), check)
    end
    if document:has_table(income) then
      local there = agreement.fact(document:table(income), { row = "合计", column = { "财政拨款收入" } })
      agreement.same(agreement.fact(t, current), there, check)
    end
  end,
}
