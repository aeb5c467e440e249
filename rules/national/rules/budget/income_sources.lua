local agreement = require "agreement"
local identities = require "identities"
local sided = require "sided"
local statements = require "statements"
local summaries = require "summaries"

local sources = identities.budget_income.parts

local function pair(t, there, position)
  return agreement.fact(t, { row = "合计", column = sources[position] }),
    agreement.fact(there, { side = "收入", row = sources[position], column = sided.amount, of = summaries.whole["收入"].current })
end

-- 一处没有这一栏、这一行，或没有填数的，是零。
local function amount_of(fact) return fact and not fact.value:missing() and fact.value or amount("0", "万元") end

rule {
  id     = "national.budget.income_sources",
  title  = "收入总表各项收入的合计应与收支总表的同一项收入相等",
  basis  = "部门预算公开样表：两表列示同一项收入；上年结转并在各项里的，两表口径不同，不比",
  on     = { document = "部门预算", table = statements.names "部门收入总表" },
  kind   = "核实性",
  note   = "预算勾稽：收入总表各栏；两表的上年结转相同时才比，合计不等的由 national.budget.income_agrees 说",
  remedy = "请核对两表这一项收入。",

  run = function(t, check, document)
    local other = statements.names "部门收支总表"
    if not document:has_table(other) then return end
    local there, last = document:table(other), #sources
    local kept, carried = pair(t, there, last)
    if not check:agrees(amount_of(kept), amount_of(carried)) then return end
    for position = 1, last - 1 do
      local one, two = pair(t, there, position)
      if one and two and not one.value:missing() and not two.value:missing() then agreement.same(one, two, check) end
    end
  end,
}
