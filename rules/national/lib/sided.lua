-- 两侧的收支总表：按行名找行，找不到的按别名；一行之上各行之和；一个数和它的另外几种算法。

local names = require "names"

local sided = {}

-- 金额一栏的名称，决算数在前；有几栏的以决算、本年为准。
sided.amount = { "决算数", "金额", "本年决算数", "决算金额", "本年预算数", "预算数", "本年预算", "预算金额" }

-- 一侧的各行；没有分侧的表返回 nil。
function sided.rows(t, side)
  local rows = {}
  for _, row in ipairs(t:rows()) do
    if row.side and text.same(row.side, side) then rows[#rows + 1] = row end
  end
  return #rows > 0 and rows or nil
end

-- 从 from 起第一个是这个名称的行和它的位置。
function sided.find(rows, list, from)
  for position = from or 1, #rows do
    if names.has(names.list(list), rows[position].label) then return rows[position], position end
  end
end

local function is_part(row) return text.match(text.fold(row.label or ""), "^\\s*其中") and true or false end

-- 一、（一）1.（1）：序号的级别；没有序号的为 nil。
local function level(row)
  for depth, pattern in ipairs(param "tables.numbering") do
    if text.match(text.fold(text.squeeze(row.label or "")), pattern) then return depth end
  end
end

-- 一段行里同级的各行：有序号的以最高一级为准，“其中”行不与上级重复相加。unsure：有没有行名、读得不清的行。
function sided.block(rows, first, last, column)
  local highest, cells, unsure = nil, {}, false
  for position = first, last do
    local depth = level(rows[position])
    if depth and (not highest or depth < highest) then highest = depth end
  end
  for position = first, last do
    local row = rows[position]
    local cell = row:value(column)
    local filled = not cell:missing()
    unsure = unsure or filled and (not row.label or row:doubtful(column) and true) or false
    local depth = level(row)
    if filled and not is_part(row) and (not depth or depth <= highest) then cells[#cells + 1] = cell end
  end
  return sum(cells), unsure
end

-- 指定各行之和；没有的行不计。names_of 里一项可以是几个别名。
function sided.added(rows, list, column)
  local cells = {}
  for _, one in ipairs(list) do
    local row = sided.find(rows, one)
    if row then cells[#cells + 1] = row:value(column) end
  end
  return sum(cells)
end

return sided
