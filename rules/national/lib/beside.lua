-- 几份公开文本一起审核：从每份取哪些数，取一份里的一个数。

local identities = require "identities"
local names = require "names"
local sided = require "sided"
local statements = require "statements"

local beside = {}

-- 几组别名并成一列，写在 collect 里。
function beside.all(...)
  local list = {}
  for _, group in ipairs { ... } do
    for _, name in ipairs(names.list(group)) do list[#list + 1] = name end
  end
  return list
end

beside.columns = beside.all(sided.amount, identities.by_fund.total)

-- collect 的一项：一张表的几行、它们的金额。
function beside.rows(name, ...)
  return { table = statements.names(name), rows = beside.all(...), columns = beside.columns }
end

-- 一份里的一个数：报表、哪一侧、行名；没有这张表、这一行、这一栏的为 nil。
function beside.figure(document, name, side, list)
  local tables = statements.names(name)
  if not document:has_table(tables) then return nil end
  local t = document:table(tables)
  local row = sided.find(sided.rows(t, side) or t:rows(), list)
  if not row then return nil end
  for _, column in ipairs(beside.columns) do
    if t:has_column(column) and not text.same(row:state(column), "absent") then return row:value(column) end
  end
end

return beside
