-- 政府采购、政府购买服务、新增资产的各种报表：各地栏目不一，凭栏名认。

local counts = require "sheet_counts"
local identities = require "identities"
local names = require "names"

local purchases = {}

-- 这份公开文本里的这几种表。
function purchases.tables(document)
  local found = {}
  for _, t in ipairs(document:tables()) do
    if text.match(t.name, param "tables.purchase_names") then found[#found + 1] = t end
  end
  return found
end

-- 可以上下相加的金额栏：数量、单价、品目等不是。
local function amount_columns(t)
  local found = {}
  for _, column in ipairs(names.additive(t)) do
    if not text.match(names.last(column), param "tables.purchase_not_amounts") then found[#found + 1] = column end
  end
  return found
end

-- 这一行是货物、工程、服务中的哪一类；不是一类的为 nil。
local function kind_of(row)
  local found = text.match(text.label(row.label or ""), "^(?:政府采购)?(货物|工程|服务)(?:类|支出|类支出|项目)?$")
  return found and found[1]
end

local function is_total(row) return names.has(param "tables.total_rows", row.label) end

-- 合计一行、各类的行、其余各行；没有合计、有几行合计的为 nil。
local function read(t)
  local whole, kinds, items = nil, {}, {}
  for _, row in ipairs(t:rows()) do
    if is_total(row) then
      if whole then return nil end
      whole = row
    elseif kind_of(row) then
      kinds[#kinds + 1] = row
    else
      items[#items + 1] = row
    end
  end
  return whole and { whole = whole, kinds = kinds, items = items } or nil
end

local function values_of(rows, column)
  local found = {}
  for _, row in ipairs(rows) do
    local value = row:value(column)
    if not value:missing() and not value:is_rate() then found[#found + 1] = value end
  end
  return found
end

-- 有没有一行是它后面几行之和：小计和明细印在一起，不能都相加。
local function has_subtotal(values, check)
  for first = 1, #values - 1 do
    local below = {}
    for last = first + 1, #values do
      below[#below + 1] = values[last]
      if not values[first]:zero() and check:agrees(values[first], sum(below)) then return true end
    end
  end
  return false
end
purchases.has_subtotal = has_subtotal

-- 印着各类、每一类下面都有明细的：类的数和明细之和。
function purchases.kinds(t)
  local groups, found = {}, {}
  for _, row in ipairs(t:rows()) do
    if kind_of(row) then groups[#groups + 1] = { row = row, items = {} }
    elseif not is_total(row) and groups[1] then table.insert(groups[#groups].items, row) end
  end
  for _, column in ipairs(#groups > 1 and amount_columns(t) or {}) do
    local own, complete = {}, true
    for _, group in ipairs(groups) do
      local whole, values = group.row:value(column), values_of(group.items, column)
      if not whole:missing() and not whole:zero() then
        complete = complete and #values > 0
        own[#own + 1] = { whole = whole, added = sum(values) }
      end
    end
    for _, one in ipairs(complete and own or {}) do found[#found + 1] = one end
  end
  return found
end

-- 一个数最后一位的一半，"0.50" 是 0.005。
local function half_unit(value)
  local decimals = text.match(tostring(value), "\\.([0-9]+)")
  local unit = amount "0.5"
  for _ = 1, decimals and #decimals[1] or 0 do unit = unit / 10 end
  return unit
end

-- 数量乘单价是金额的几倍（1、1000、10000：单价按元、金额按万元印的也算）；都不是的为 nil。两数都带末位的半个单位。
local function factor_of(one)
  for _, factor in ipairs { "1", "1000", "10000" } do
    local scale = amount(factor)
    local room = half_unit(one.total) * scale + half_unit(one.price) * counts.number(one.quantity)
    if (one.product - counts.number(one.total) * scale):absolute() <= room then return scale end
  end
end

-- 各行的数量、单价、金额：{ column, quantity, price, total, fits, expected }；没有这三栏、看不出是相乘的是空表。
function purchases.products(t)
  local quantity, price, total = names.only_column(t, param "tables.purchase_quantity"), names.only_column(t, param "tables.purchase_price"), names.only_column(t, param "tables.purchase_amount")
  local found, fits, factor = {}, 0, nil
  for _, row in ipairs(quantity and price and total and t:rows() or {}) do
    local one = { column = total, quantity = row:value(quantity), price = row:value(price), total = row:value(total) }
    if not is_total(row) and not one.quantity:missing() and not one.price:missing() and not one.total:missing() and not one.price:zero() then
      one.product = counts.number(one.quantity) * counts.number(one.price)
      local own = factor_of(one)
      one.fits, factor, fits, found[#found + 1] = own ~= nil, factor or own, fits + (own and 1 or 0), one
    end
  end
  if fits < 1 or fits < #found - fits then return {} end
  for _, one in ipairs(found) do one.expected = one.product / factor end
  return found
end

-- 一栏各行照另外的凭据（数量乘单价，货物、工程、服务三栏之和）改正以后的和：错在一行的，那一行另有规则说。
local function corrected(t, rows, column, added, check)
  local result = added
  for _, one in ipairs(purchases.products(t)) do
    if not one.fits and text.same(one.column, column) then result = result + one.expected:like(one.total) - one.total end
  end
  local parts = names.of_column(identities.purchase_kinds.total, column) and identities.parts_in(identities.purchase_kinds, t)
  for _, row in ipairs(parts and rows or {}) do
    local cells = {}
    for position, part in ipairs(parts) do cells[position] = row:value(part) end
    local own, cell = sum(cells), row:value(column)
    if not own:missing() and not cell:missing() and not check:agrees(cell, own) then result = result + own - cell end
  end
  return result
end

-- 合计和该等于它的和：{ whole, added }；错在一行、那一行另有疑点的不再说。
function purchases.totals(t, check)
  local parts, found = read(t), {}
  for _, column in ipairs(parts and amount_columns(t) or {}) do
    local by_kind = #parts.kinds > 1
    local rows = by_kind and parts.kinds or parts.items
    local values, total = values_of(rows, column), parts.whole:value(column)
    local plain = by_kind or #parts.kinds < 1 and not has_subtotal(values, check)
    if #values > 1 and plain and not total:missing() then
      local added = sum(values)
      local told = not check:agrees(total, added) and check:agrees(total, corrected(t, rows, column, added, check))
      if not told then found[#found + 1] = { whole = total, added = added } end
    end
  end
  return found
end

return purchases
