local agreement = require "agreement"
local sided = require "sided"
local statements = require "statements"
local summaries = require "summaries"

rule {
  id     = "national.budget.fiscal_income_agrees",
  title  = "财政拨款收支总表的各项财政拨款收入应与收支总表的同一项收入相等",
  basis  = "部门预算公开样表：两表列示同一项收入；收支总表的一项收入可能连同上年结转",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "核实性",
  note   = "预算勾稽：财政拨款收入",
  remedy = "请核对两表的财政拨款收入，口径不同的（上年结转）请说明。",

  run = function(t, check, document)
    local other = statements.names "部门收支总表"
    if not document:has_table(other) then return end
    local there, opening = document:table(other), summaries.fiscal.opening
    for _, fund in ipairs(summaries.funds) do
      local one = agreement.fact(t, { side = "收入", row = fund, before = opening, column = sided.amount, of = summaries.fiscal["收入"].current })
      local two = agreement.fact(there, { side = "收入", row = fund, column = sided.amount, of = summaries.whole["收入"].current })
      local kept = agreement.fact(t, { side = "收入", row = fund, after = opening, column = sided.amount })
      if one and two and not one.value:missing() and not two.value:missing() then
        if kept and not kept.value:missing() then one.others[#one.others + 1] = one.value + kept.value end
        agreement.same(one, two, check)
      end
    end
  end,
}
