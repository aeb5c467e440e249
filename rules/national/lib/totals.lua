-- 收支总表上下相加的几种形状：本年合计、总计、收支相等。每个函数返回一条规则的 run。

local codes = require "codes"
local identities = require "identities"
local names = require "names"
local partial = require "partial_sums"
local sided = require "sided"

local totals = {}

local function nodes_of(rows)
  local result = {}
  for position, row in ipairs(rows) do result[position] = { row = row, children = {} } end
  return result
end

-- 同一行里前面的一栏已经说过、又同在一个合计关系里的，是一个错。
local function told_in(t, told, column, tail)
  for _, other in ipairs(told) do
    if (tail or not other.tail) and identities.together(t, other.column, column) then return true end
  end
  return false
end

-- 本年合计等于组成它的各行之和；没有本年合计的表样，总计是上面各行之和，只请核实。
function totals.current(side, spec)
  return function(t, check, document)
    local rows = sided.rows(t, side)
    local row, position
    if rows then row, position = sided.find(rows, spec.current) end
    local only_grand = rows and not row
    if only_grand then row, position = sided.find(rows, spec.total) end
    if not row then return end
    local told = {}
    for _, column in ipairs(names.additive(t)) do
      local above = sided.members(rows, position)
      local whole, added = row:value(column), sided.sum(above, column)
      if whole:missing() and not added:missing() and not added:zero() then
        check:cannot { at = whole, case = "blank", message = "“{row}”的{column}空白，各行之和为 {added}。", values = { added = added } }
      elseif not whole:missing() and not added:missing() and not told_in(t, told, column, check:agrees(whole, added))
        and (check:agrees(whole, added) or not codes.explained(t, row, nodes_of(above), column, whole, added, check)) then
        local numbered = sided.numbered(above, column)
        local only = numbered and sided.sum(numbered, column)
        if only and not only:missing() and check:agrees(whole, only) then added = only end
        local unsure = only_grand or numbered or sided.unsure(rows, 1, position, column) or partial.is_small(whole, added)
        local unread = text.same(side, "支出") and not check:agrees(whole, added) and partial.unread(document, above, whole, added, check)
        local same = not unread and check:same(whole, added, { tail = "note", severity = unsure and "verify" or nil,
          message = "“{row}”的{column}填报 {left}，各行之和为 {right}，相差 {gap}。" })
        if unread then
          check:cannot { at = whole, case = "unread", values = { added = added, names = unread },
            message = "“{row}”的{column}比各行之和 {added} 多，多的正好是支出表里的{names}：这张表没有读到这几行，不能核对。" }
        end
        if not same then told[#told + 1] = { column = column, tail = check:agrees(whole, added) } end
      end
    end
  end
end

-- 结转结余下面按资金分列的各行之和；没有分列的为空。
local function below_of(rows, position, spec, column)
  local found = {}
  for index = position + 1, #rows do
    if not names.has(spec.aside or {}, rows[index].label) then break end
    found[#found + 1] = rows[index]
  end
  return sided.sum(found, column)
end

-- 本年合计换成各行之和、结转结余换成下面各行之和就平的，错在那一行。
local function by_current(rows, parts, spec, column, whole, check)
  local cells = {}
  for index, row in ipairs(parts) do
    local _, position = sided.find(rows, row.label)
    local above = names.has(spec.current, row.label) and sided.sum(sided.members(rows, position), column) or below_of(rows, position, spec, column)
    cells[index] = above:missing() and row:value(column) or above
  end
  local other = sum(cells)
  return not other:missing() and check:agrees(whole, other)
end

-- 总计一栏对不对得上它的组成：返回总计、组成之和、夹着的不认识的行之和、组成的行；缺的为 nil。
local function whole_of(rows, spec, column)
  local row, position = sided.find(rows, spec.total)
  local found, at = sided.find(rows, spec.current)
  if not row or not found or at > position then return nil end
  local parts, between = sided.parts(rows, spec.parts, at, position - 1, spec.aside)
  return row, position, parts, sided.sum(parts, column), sided.sum(sided.block(between, 1, #between), column)
end

-- 总计等于本年合计加结转结余。
function totals.grand(side, spec)
  return function(t, check)
    local rows, told = sided.rows(t, side), {}
    for _, column in ipairs(rows and names.additive(t) or {}) do
      local row, position, parts, added, more = whole_of(rows, spec, column)
      if not row then return end
      local whole = row:value(column)
      if whole:missing() and not added:missing() and not added:zero() then
        check:cannot { at = whole, case = "blank", message = "“{row}”的{column}空白，各行之和为 {added}。", values = { added = added } }
      elseif not whole:missing() and not added:missing() and not told_in(t, told, column, check:agrees(whole, added)) then
        local extra = not more:missing() and check:agrees(whole, added + more)
        if extra or not check:agrees(whole, added) and (codes.explained(t, row, {}, column, whole, added, check) or by_current(rows, parts, spec, column, whole, check)) then check:holds(true)
        else
          local unsure = not more:missing() and not more:zero() or sided.unsure(rows, 1, position, column)
          local same = check:same(whole, added, { tail = "note", severity = unsure and "verify" or nil,
            message = "“{row}”的{column}填报 {left}，本年合计与结转结余之和为 {right}，相差 {gap}。" })
          if not same then told[#told + 1] = { column = column, tail = check:agrees(whole, added) } end
        end
      end
    end
  end
end

-- 一侧的总计：填的数，组成之和，加上不认识的行的和。
local function side_total(t, side, spec, columns, check)
  local rows = sided.rows(t, side)
  if not rows or not t:has_column(columns) then return nil end
  local row, _, _, added, more = whole_of(rows, spec[side], columns)
  if not row or row:value(columns):missing() then return nil end
  local whole = row:value(columns)
  local sound = not added:missing() and (check:agrees(whole, added) or not more:missing() and check:agrees(whole, added + more))
  return whole, sound, rows
end

-- 收入总计等于支出总计；总计自己不平的，那里另有疑点。
function totals.balance(spec, left_columns, right_columns)
  return function(t, check)
    local income, income_sound = side_total(t, "收入", spec, left_columns, check)
    local spending, spending_sound = side_total(t, "支出", spec, right_columns, check)
    if not income or not spending then return end
    if check:agrees(income, spending) or income_sound and spending_sound then
      check:same(income, spending, { tail = "note", message = "收入总计为 {left}，支出总计为 {right}，相差 {gap}。" })
    else
      check:holds(true)
    end
  end
end

-- 一行等于它下面、到 before 为止的几行之和。
function totals.below(side, list, parts, before)
  return function(t, check)
    local rows = sided.rows(t, side)
    local row, position
    if rows then row, position = sided.find(rows, list) end
    if not row then return end
    local _, last = sided.find(rows, before, position + 1)
    for _, column in ipairs(names.additive(t)) do
      local found, between = sided.parts(rows, parts, position + 1, (last or #rows + 1) - 1)
      local whole, added = row:value(column), sided.sum(found, column)
      if not whole:missing() and not added:missing() then
        local more = sided.sum(between, column)
        check:same(whole, added, { tail = "note", severity = not more:missing() and not more:zero() and "verify" or nil,
          message = "“{row}”的{column}填报 {left}，下面各行之和为 {right}，相差 {gap}。" })
      end
    end
  end
end

return totals
