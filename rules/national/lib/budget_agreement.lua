-- 部门预算各表之间：收入各项，财政拨款各项收入，政府性基金。上年结转的口径各表不同，列不列在里面都可以。

local agreement = require "agreement"
local identities = require "identities"
local sided = require "sided"
local statements = require "statements"
local summaries = require "summaries"

local budget = {}

local function filled(fact) return fact ~= nil and not fact.value:missing() end

-- 两处都填了数才比；carried 是也算在一处里的上年结转，correct(数, 结转) 是连同它或者除去它的数。
local function compare(one, two, check, carried, correct)
  if not filled(one) or not filled(two) then return end
  if filled(carried) then one.others[#one.others + 1] = correct(one.value, carried.value) end
  agreement.same(one, two, check)
end

local sources = identities.budget_income.parts

local function source_pair(t, there, position)
  return agreement.fact(t, { row = "合计", column = sources[position] }),
    agreement.fact(there, { side = "收入", row = sources[position], column = sided.amount, of = summaries.whole["收入"].current })
end

-- 一处没有这一栏、这一行，或没有填数的，是零。
local function amount_of(fact) return filled(fact) and fact.value or amount("0", "万元") end

-- 收入总表各栏的合计与收支总表各行；两表的上年结转不同的，口径不同，不比。
function budget.sources(t, check, document)
  local other, last = statements.names "部门收支总表", #sources
  if not document:has_table(other) then return end
  local there = document:table(other)
  local kept, carried = source_pair(t, there, last)
  if not check:agrees(amount_of(kept), amount_of(carried)) then return end
  for position = 1, last - 1 do
    local one, two = source_pair(t, there, position)
    compare(one, two, check)
  end
end

-- 财政拨款收支总表的各项收入与收支总表；收支总表的一项可以连同上年结转。
function budget.fiscal_income(t, check, document)
  local other, opening = statements.names "部门收支总表", summaries.fiscal.opening
  if not document:has_table(other) then return end
  local there = document:table(other)
  for _, fund in ipairs(summaries.funds) do
    compare(agreement.fact(t, { side = "收入", row = fund, before = opening, column = sided.amount, of = summaries.fiscal["收入"].current }),
      agreement.fact(there, { side = "收入", row = fund, column = sided.amount, of = summaries.whole["收入"].current }), check,
      agreement.fact(t, { side = "收入", row = fund, after = opening, column = sided.amount }), function(value, carried) return value + carried end)
  end
end

-- 政府性基金预算支出表的合计与财政拨款收支总表；支出表可以只列当年拨款的。
function budget.fund(t, check, document)
  local other = statements.names "财政拨款收支总表"
  if not document:has_table(other) then return end
  local fiscal = document:table(other)
  compare(agreement.fact(t, { row = "合计", column = identities.split.total }),
    agreement.fact(fiscal, { side = "支出", row = summaries.fiscal["支出"].current, column = identities.by_fund.parts[2] }), check,
    agreement.fact(fiscal, { side = "收入", row = summaries.funds[2], after = summaries.fiscal.opening, column = sided.amount }), function(value, carried) return value + carried end)
end

return budget
