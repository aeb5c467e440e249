-- 基本支出决算表：按支出经济分类合成人员经费、公用经费；两列印的表、按科目一列印的表都可以。

local codes = require "codes"
local identities = require "identities"
local names = require "names"

local economic = {}

local function is_staff(node)
  for _, prefix in ipairs(param "economic.staff_codes") do
    if text.same(node.code:sub(1, #prefix), prefix) then return true end
  end
  return false
end

-- 人员（staff 为真）或公用各类之和；使用部门预算经济分类（3 开头）的表才分得清。另一个是各类都换成自己下级之和的和。
local function added(tree, column, staff)
  local cells, below = {}, {}
  for _, node in ipairs(tree.tops) do
    if not text.match(node.code, param "economic.department_pattern") then return nil end
    if is_staff(node) and staff or not is_staff(node) and not staff then
      cells[#cells + 1] = codes.value(node, column)
      local children = codes.below(node.children, column)
      below[#below + 1] = children:missing() and codes.value(node, column) or children
    end
  end
  return sum(cells), sum(below)
end

-- 合计行等于它的各类之和。
function economic.totals(list, staff)
  return function(t, check)
    if not t:has_row(list) then return end
    local row, tree = t:row(list), codes.read(t)
    for _, column in ipairs(names.additive(t)) do
      local whole = row:value(column)
      local sure, below = added(tree, column, staff)
      if sure and whole:missing() and not sure:missing() and not sure:zero() then
        check:cannot { at = whole, case = "blank", message = "“{row}”的{column}空白，各类之和为 {added}。", values = { added = sure } }
      elseif sure and not whole:missing() and not sure:missing() then
        if not check:agrees(whole, sure) and check:agrees(whole, below) then check:holds(true)
        else
          check:same(whole, sure, { tail = "note", severity = (tree.unsure or tree.repeated) and "verify" or nil,
            message = "“{row}”填报 {left}，各类之和为 {right}，相差 {gap}。" })
        end
      end
    end
  end
end

-- 金额在哪几栏：人员经费、公用经费各占一栏、没有合计栏的表，两栏相加才是全部。
local function amounts(t)
  local basic, parts = identities.basic, {}
  for _, part in ipairs(basic.parts) do
    if t:has_column(part) then parts[#parts + 1] = part end
  end
  if #parts > 1 and not t:has_column(basic.total) then return parts end
  return { names.additive(t)[1] }
end

-- 各栏之和；reading 给出一栏的数。
local function across(columns, reading)
  local cells = {}
  for position, column in ipairs(columns) do cells[position] = reading(column) end
  return sum(cells)
end

-- 全表的合计：印了合计行的用合计行，没有的用人员经费合计加公用经费合计。
function economic.whole(t)
  local tree, columns = codes.read(t), amounts(t)
  if #columns < 1 or #tree.tops < 1 then return nil end
  local others, all = {}, across(columns, function(column) return codes.below(tree.tops, column) end)
  if not all:missing() then others[1] = all end
  local row = tree.totals[1]
  if row then
    local value = #columns > 1 and across(columns, function(column) return row:value(column) end) or row:value(columns[1])
    return { value = value, others = others, place = t.name .. "“" .. text.label(row.label) .. "”" }
  end
  local staff, running = { "人员经费合计" }, { "公用经费合计", "日常公用经费合计" }
  if not t:has_row(staff) or not t:has_row(running) then return nil end
  local value = across(columns, function(column) return sum { t:row(staff):value(column), t:row(running):value(column) } end)
  return { value = value, others = others, place = t.name .. "人员经费与公用经费合计" }
end

return economic
