-- 机关运行经费按科目列的表，与基本支出表的公用经费：全部和各科目各是多少。

local codes = require "codes"
local names = require "names"
local statements = require "statements"

local running = {}

local basic_tables = { "一般公共预算基本支出表", "一般公共预算财政拨款基本支出决算表" }
local public = "^(日常)?公用经费$"
local closed = { "公用经费合计", "日常公用经费合计" }

-- 基本支出表；没有的为 nil。
local function basic_of(document)
  for _, name in ipairs(basic_tables) do
    local list = statements.names(name)
    if document:has_table(list) then return document:table(list) end
  end
end

-- 公用经费的全部：公用经费一栏的合计行；只有一栏的，公用经费合计一行。
local function public_whole(t, tree, column)
  if not column then return t:has_row(closed) and t:row(closed):value(names.additive(t)[1]) or nil end
  return tree.totals[1] and not tree.totals[2] and tree.totals[1]:value(column) or nil
end

local function by_code(tree, column)
  local found = {}
  for _, node in ipairs(tree.nodes) do
    local value = text.match(node.code, param "tables.running_classes") and node.row:value(column)
    if value and not value:missing() then found[node.code] = value end
  end
  return found
end

-- 一张机关运行经费表：{ whole = { left, right }, lines = { { row, left, right }, … }, table }；不能比的为 nil。
local function compared(t, basic)
  local column, there = names.only_column(t, param "tables.running_columns"), names.only_column(basic, public)
  if not column or not there and #names.additive(basic) > 1 then return nil end
  local here, other = codes.read(t), codes.read(basic)
  if here.repeated or other.repeated then return nil end
  local found, values = { lines = {}, table = basic.name, here = t.name }, by_code(other, there or names.additive(basic)[1])
  for _, node in ipairs(here.nodes) do
    local left, right = node.row:value(column), values[node.code]
    if right and not left:missing() then found.lines[#found.lines + 1] = { row = node.row, leaf = #node.children < 1, left = left, right = right } end
  end
  local total, whole = here.totals[1] and not here.totals[2] and here.totals[1]:value(column), public_whole(basic, other, there)
  if total and whole and not total:missing() and not whole:missing() then found.whole = { left = total, right = whole, added = codes.below(here.tops, column) } end
  return found
end

-- 一份公开文本里各张机关运行经费表。
function running.compared(document)
  local found, basic = {}, basic_of(document)
  for _, t in ipairs(basic and document:tables() or {}) do
    if text.match(text.squeeze(t.title or t.name), param "tables.running_titles") then found[#found + 1] = compared(t, basic) end
  end
  return found
end

-- 文字说的机关运行经费，就是表里的合计：超过公用经费的，由 national.tables.running_within 说一次。
function running.tells(document, value)
  for _, one in ipairs(running.compared(document)) do
    if one.whole and one.whole.left <= value and one.whole.left >= value then return true end
  end
  return false
end

return running
