-- 一张自评表（绩效目标表）的资金与本单位全部支出相比：一个项目的钱不会比全部的还多。

local forms = require "forms"
local names = require "names"
local narrative = require "narrative"
local slips = require "unit_slips"

local wholes = {}

-- 报表里全部支出的数，有几处的取最大的；没有报表的为 nil。
function wholes.spent(document)
  local largest
  for _, name in ipairs { "收支总计", "本年支出合计" } do
    for _, cell in ipairs(narrative.cells(document, narrative.fact(name))) do
      if not largest or cell.value > largest.value then largest = cell end
    end
  end
  return largest
end

-- 一格与 value 数字相同、单位小一千、一万、一亿倍。
local function is_twin(cell, value) return not cell:missing() and not cell:is_rate() and cell < value and slips.between(value, cell) end

-- 一行里的这样一格。
local function twin_in(t, row, value)
  for _, column in ipairs(t.columns) do
    local cell = row:value(column)
    if is_twin(cell, value) then return cell end
  end
end

-- 报表和文字说明里，与 value 数字相同、正好相差一千、一万、一亿倍的一个数。
local function twin(document, value)
  for _, claim in ipairs(document:claims()) do
    if narrative.is_money(claim) and slips.between(value, claim.amount) and claim.amount < value then return claim.amount end
  end
  for _, t in ipairs(document:tables()) do
    for _, row in ipairs(t:rows()) do
      local cell = twin_in(t, row, value)
      if cell then return cell end
    end
  end
end

-- 一栏一项的表（“三公”经费）：栏名在 words 里的一栏的这样一格。
local function twin_below(t, words, value)
  for _, column in ipairs(t.columns) do
    local name = text.label(names.last(column))
    for _, row in ipairs(text.length(name) > 2 and text.contains(words, name) and t:rows() or {}) do
      local cell = row:value(column)
      if is_twin(cell, value) then return cell end
    end
  end
end

-- 报表里名称在 words 里（或者 words 在它的名称里）的一行、一栏，有一个数与 value 数字相同、单位小一千、一万、一亿倍。
function wholes.twin_of(document, words, value)
  for _, t in ipairs(document:tables()) do
    for _, row in ipairs(t:rows()) do
      local label = text.label(row.label or "")
      local same = text.length(label) > 1 and (text.contains(words, label) or text.contains(label, words))
      local cell = same and twin_in(t, row, value)
      if cell then return cell, t.name end
    end
    local cell = twin_below(t, words, value)
    if cell then return cell, t.name end
  end
end

-- 资金总额一行超过全部支出的一栏：{ cell, column, whole, table, twin }；没有超过的为 nil。
-- 决算的支出是花了的钱：预算数比它大是没有花完，只有单位写错才算。
function wholes.over(document, e)
  if not forms.has_total_fund(e) then return nil end
  local whole, fund = wholes.spent(document), forms.total_fund(e)
  local spent_only = text.same(document.kind, "final_accounts")
  for _, column in ipairs { "annual", "executed", "initial" } do
    local cell = fund:value(column)
    if whole and not cell:missing() and cell > whole.value then
      local slip = twin(document, cell)
      if slip or not spent_only or text.same(column, "executed") then
        return { cell = cell, column = column, whole = whole.value, table = whole.table, twin = slip }
      end
    end
  end
end

-- 这张表的单位写错了。
function wholes.is_slip(document, e)
  local over = wholes.over(document, e)
  return over ~= nil and over.twin ~= nil
end

return wholes
