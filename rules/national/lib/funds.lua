-- 财政拨款收入支出决算总表里按资金分列的收支，和没有数据的政府性基金表、国有资本经营预算表。

local identities = require "identities"
local names = require "names"
local sided = require "sided"
local statements = require "statements"
local summaries = require "summaries"

local funds = {}

local opening = { "年初财政拨款结转和结余", "年初财政拨款结转结余" }
local closing = { "年末财政拨款结转和结余", "年末财政拨款结转结余" }

local function amount_column(t)
  for _, one in ipairs(sided.amount) do
    if t:has_column(one) then return one end
  end
end

-- 一项资金的年初、收入、支出、年末；表样没有的为 nil。
local function flows(t, position)
  local income, spending = sided.rows(t, "收入"), sided.rows(t, "支出")
  local column, fund = amount_column(t), identities.by_fund.parts[position]
  if not income or not spending or not column or not t:has_column(fund) then return nil end
  local _, current = sided.find(income, { "本年收入合计" })
  local _, carried = sided.find(income, opening)
  local total = sided.find(spending, { "本年支出合计" })
  local left = sided.find(spending, closing)
  if not current or not carried or not total or not left then return nil end
  local received = sided.find(income, summaries.funds[position], 1, current)
  local had = sided.find(income, summaries.funds[position], carried + 1)
  if not received or not had then return nil end
  return { received = received:value(column), had = had:value(column), spent = total:value(fund), left = left:value(fund) }
end

local function level(check, whole, added)
  return whole:missing() or added:missing() or check:agrees(whole, added)
end

-- 支出一侧本年支出合计、年末结转和结余两行，合计等于各项资金之和。
local function across(t, check)
  local rows = sided.rows(t, "支出")
  for _, list in ipairs { { "本年支出合计" }, closing } do
    local row, cells = sided.find(rows, list), {}
    for _, fund in ipairs(identities.by_fund.parts) do
      if t:has_column(fund) then cells[#cells + 1] = row:value(fund) end
    end
    if not level(check, row:value(identities.by_fund.total), sum(cells)) then return false end
  end
  return true
end

-- 各项资金加起来是平的，才能说其中一项不平。
local function sound(t, check)
  for _, side in ipairs { "收入", "支出" } do
    local rows, spec = sided.rows(t, side), summaries.fiscal[side]
    local column = text.same(side, "收入") and amount_column(t) or identities.by_fund.total
    local row = sided.find(rows, spec.total)
    local parts = sided.parts(rows, spec.parts, 1, #rows, spec.aside)
    local added = t:has_column(column) and sided.sum(parts, column)
    if not row or not added or added:missing() or row:value(column):missing() or not check:agrees(row:value(column), added) then return false end
  end
  local income, column = sided.rows(t, "收入"), amount_column(t)
  local current, at = sided.find(income, { "本年收入合计" })
  local carried, from = sided.find(income, opening)
  local above, below = sided.sum(sided.members(income, at), column), sided.sum(sided.parts(income, summaries.funds, from + 1, #income), column)
  return level(check, current:value(column), above) and level(check, carried:value(column), below) and across(t, check)
end

-- 每项资金：年初加收入等于支出加年末。
function funds.balance()
  return function(t, check)
    for position, fund in ipairs(summaries.funds) do
      local flow = flows(t, position)
      local into = flow and sum { flow.received, flow.had }
      local out = flow and sum { flow.spent, flow.left }
      if flow and not into:missing() and not out:missing() and (check:agrees(into, out) or sound(t, check)) then
        check:same(into, out, { tail = "note", message = "{fund}：年初结转加收入为 {left}，支出加年末结转为 {right}，相差 {gap}。", values = { fund = fund[2] } })
      end
    end
  end
end

local function filled(t)
  for _, row in ipairs(t:rows()) do
    for _, column in ipairs(names.additive(t)) do
      local value = row:value(column)
      if not value:missing() and not value:zero() then return true end
    end
  end
  return false
end

-- 在收支总表三项资金里的位置。
funds.government, funds.capital = 2, 3

-- 空表应有说明。
function funds.noted(t, check)
  check:holds(filled(t) or text.contains(table.concat(t.notes, " "), param "tables.empty_words"), { case = "silent", message = "本表没有数据，也没有说明。" })
end

-- 表头没有读全：没有一般公共预算一栏，收入一侧没有这项资金，支出一侧却与合计相同。
local function headless(t, flow)
  if t:has_column(identities.by_fund.parts[1]) then return false end
  local row = sided.find(sided.rows(t, "支出"), { "本年支出合计" })
  local whole, into = row:value(identities.by_fund.total), sum { flow.received, flow.had }
  return (into:missing() or into:zero()) and not whole:missing() and not flow.spent:missing() and whole <= flow.spent and whole >= flow.spent
end

-- 空表：表里没有数。总表有这项资金的请核实；都没有的，应有空表说明。
function funds.empty(position)
  return function(t, check, document)
    if filled(t) then check:holds(true) return end
    local other = statements.names "财政拨款收入支出决算总表"
    local flow = document:has_table(other) and flows(document:table(other), position)
    local all = flow and sum { flow.received, flow.had, flow.spent, flow.left }
    if all and not all:missing() and not all:zero() and headless(document:table(other), flow) then
      check:cannot { at = flow.spent, case = "headless", message = "财政拨款收入支出决算总表没有“一般公共预算财政拨款”一栏，{fund}的本年支出与合计相同，像是表头没有读全，请核对原件。", values = { fund = summaries.funds[position][2] } }
    elseif all and not all:missing() and not all:zero() then
      check:holds(false, { at = flow.spent, severity = "verify", case = "lost", message = "财政拨款收入支出决算总表有{fund}收支，本表没有数据。", values = { fund = summaries.funds[position][2] } })
    else
      funds.noted(t, check)
    end
  end
end

return funds
