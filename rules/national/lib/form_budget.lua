-- 名称是“三公”一项、执行数又与“三公”表决算数相同的自评表，它的预算数该与表上的相同。

local forms = require "forms"
local narrative = require "narrative"
local sangong = require "narrative_sangong"

local form_budget = {}

-- 表注说预算数是哪一种：{ 字段, 中文 }；没有说、两种都说的为 nil。
local function basis_of(t)
  local notes = table.concat(t.notes, "")
  local found
  for _, kind in ipairs(param "disclosure.budget_notes") do
    if text.match(notes, kind[3]) then
      if found then return nil end
      found = { field = kind[1], column = kind[2] }
    end
  end
  return found
end

function form_budget.pairs_of(document, check)
  local found = {}
  for _, e in ipairs(document:evaluations()) do
    local fact = e.name and narrative.fact_named(e.name)
    local spent, budget, t
    if fact and fact.exact and forms.has_total_fund(e) then spent, budget, t = sangong.cells(document, fact.name) end
    local basis = t and basis_of(t)
    if basis then
      local fund = forms.total_fund(e)
      local told = fund:value(basis.field)
      if not fund.executed:missing() and not told:missing() and narrative.agrees(check, fund.executed, spent) then
        found[#found + 1] = { budget = budget, told = told, column = basis.column, table = t.name, name = e.name, row = fact.name }
      end
    end
  end
  return found
end

return form_budget
