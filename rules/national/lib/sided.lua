-- 两侧的收支总表：按行名找行，一行之上、之下的各行，总计和它的组成。

local names = require "names"

local sided = {}

-- 金额一栏的名称，决算数、本年在前。
sided.amount = { "决算数", "金额", "本年决算数", "决算金额", "本年预算数", "预算数", "本年预算", "预算金额" }

-- 一侧的各行；没有分侧的表为 nil。“增减率”一行印的是比率，不与金额相加。
function sided.rows(t, side)
  local rows, columns = {}, names.additive(t)
  for _, row in ipairs(t:rows()) do
    if row.side and text.same(row.side, side) and not names.is_of_rates(row, columns) then rows[#rows + 1] = row end
  end
  return #rows > 0 and rows or nil
end

-- 从 from 到 last 第一个是这个名称的行和它的位置。
function sided.find(rows, list, from, last)
  for position = from or 1, last or #rows do
    if names.has(list, rows[position].label) then return rows[position], position end
  end
end

local function is_part(row) return text.match(text.fold(row.label or ""), "^\\s*其中") and true or false end

-- 一、（一）1.（1）：序号的级别；没有序号的为 nil。
local function level(row)
  for depth, pattern in ipairs(param "tables.numbering") do
    if text.match(text.fold(text.squeeze(row.label or "")), pattern) then return depth end
  end
end

-- 没有序号，“财政拨款”下面紧接着列一般公共预算、政府性基金、国有资本经营预算的：是它的分项。
local function is_fund_below(rows, position)
  local fund = "^(?:一般公共预算|政府性基金|国有资本经营)"
  if not text.match(text.squeeze(rows[position].label or ""), fund) then return false end
  while position > 1 and text.match(text.squeeze(rows[position].label or ""), fund) do position = position - 1 end
  return text.match(text.squeeze(rows[position].label or ""), "^财政拨款") ~= nil
    and text.match(text.squeeze(rows[position + 1].label or ""), "^一般公共预算") ~= nil
end

-- 一段行里同级的各行：有序号的以最高一级为准，“其中”行、没有序号的分项不与上级重复相加。
function sided.block(rows, first, last)
  local highest, result = nil, {}
  for position = first, last do
    local depth = level(rows[position])
    if depth and (not highest or depth < highest) then highest = depth end
  end
  for position = first, last do
    local depth = level(rows[position])
    local part = is_part(rows[position]) or not highest and is_fund_below(rows, position)
    if not part and (not depth or depth <= highest) then result[#result + 1] = rows[position] end
  end
  return result
end

-- 有序号的行里夹着没有序号的：可能是下级。返回只取有序号的行；没有这种情况的为 nil。
function sided.numbered(rows, column)
  local result, mixed = {}, false
  for _, row in ipairs(rows) do
    if level(row) then result[#result + 1] = row else mixed = mixed or not row:value(column):missing() end
  end
  return mixed and #result > 0 and result or nil
end

-- 填了数而没有行名、读得不清的行：加起来的和不一定全。
function sided.unsure(rows, first, last, column)
  for position = first, last do
    local row = rows[position]
    if not row:value(column):missing() and (text.length(row.label or "") < 1 or row:doubtful()) then return true end
  end
  return false
end

-- 几行的一栏之和。
function sided.sum(rows, column)
  local cells = {}
  for position, row in ipairs(rows) do cells[position] = row:value(column) end
  return sum(cells)
end

-- 组成一行的各行：列出的名称里有的；between 是夹在中间、不认识的行，aside 里的不算。
function sided.parts(rows, list, first, last, aside)
  local result, from, known = {}, last, {}
  for _, one in ipairs(list) do
    local row, position = sided.find(rows, one, first, last)
    if row then
      result[#result + 1] = row
      known[position] = true
      if position < from then from = position end
    end
  end
  local between, own = {}, result[1] and level(result[1])
  for position = from, last do
    local deeper = own and (level(rows[position]) or own) > own
    if not known[position] and not deeper and not is_part(rows[position]) and not names.has(aside or {}, rows[position].label) then between[#between + 1] = rows[position] end
  end
  return result, between
end

-- 组成一个合计的各行：有序号的合计（预算表“一、本年收入”）是下面更低一级的各行，没有序号的是上面的各行。
function sided.members(rows, position)
  local own = level(rows[position])
  if not own then return sided.block(rows, 1, position - 1) end
  local last = position
  while rows[last + 1] and (level(rows[last + 1]) or own) > own do last = last + 1 end
  return sided.block(rows, position + 1, last)
end

return sided
