-- The checks of ../checks.md in Lua alone: cjson, whole numbers for the figures, a line at a time.
-- usage: lua5.4 plain.lua self_evaluations|table_sets INPUT OUTPUT
--
-- Lua's whole numbers have 64 bits and wrap: products of amounts above some 10^13 hundredths are compared as pairs of halves.
local cjson = require "cjson"

local LEVELS = {
  ["产出指标"] = { check = "s.output", points = 5000 },
  ["效益指标"] = { check = "s.benefit", points = 3000 },
  ["满意度指标"] = { check = "s.satisfaction", points = 1000 },
}
local OVERVIEW = { ["本年支出"] = 1, ["基本支出"] = 2, ["项目支出"] = 3, ["经营支出"] = 5 }

local function hundredths(text)
  if string.find(text, ",", 1, true) then text = string.gsub(text, ",", "") end
  local whole, decimals = string.match(text, "^(%d+)%.?(%d*)")
  if #decimals == 2 then return math.tointeger(whole .. decimals) or tonumber(whole .. decimals) end
  return tonumber(whole) * 100 + tonumber(string.sub(decimals .. "00", 1, 2))
end

-- a · b <= c · d for factors of up to 62 bits, none below zero: in 31-bit parts where 64 bits would not hold them.
local SMALL <const> = 1 << 31
local function wide(a, b)
  local high, low = a >> 31, a & (SMALL - 1)      -- b is small: a weight, a score, a rate
  local lower = low * b
  return high * b + (lower >> 31), lower & (SMALL - 1)
end
local function at_most(a, b, c, d)
  if a < SMALL and b < SMALL and c < SMALL and d < SMALL then return a * b <= c * d end
  local left, left_low = wide(a, b)
  local right, right_low = wide(c, d)
  return left < right or left == right and left_low <= right_low
end

-- Twice the figures: is the score within half a hundredth of weight · min(over / under, 1)?
local function agrees(score, weight, over, over_half, under, under_half)
  local low = math.min(over - over_half, under + under_half)
  local high = math.min(over + over_half, under - under_half)
  return at_most(low, 2 * weight, under + under_half, 2 * score + 1)
     and at_most(under - under_half, math.max(2 * score - 1, 0), high, 2 * weight)
end

local function quantity(text)
  return hundredths(string.match(text, "[%d.]+"))
end

local function indicator_holds(one, weight, score)
  local target, actual = quantity(one.target), quantity(one.actual)
  local half = string.sub(one.actual, -1) == "%" and 10 or 0
  if string.sub(one.target, 1, 3) == "≤" then return agrees(score, weight, 2 * target, 0, 2 * actual, half) end
  return agrees(score, weight, 2 * actual, half, 2 * target, 0)
end

local function self_evaluation(record, found)
  local form = record.evaluations[1]
  local fund = form.funds[1]
  local annual, executed = hundredths(fund.annual), hundredths(fund.executed)
  local weight, score, rate = hundredths(fund.weight), hundredths(fund.score), hundredths(fund.rate)
  local weights, scores, levels = weight, score, {}
  for _, one in ipairs(form.indicators) do
    local own_weight, own_score = hundredths(one.weight), hundredths(one.score)
    weights, scores = weights + own_weight, scores + own_score
    levels[one.level1] = (levels[one.level1] or 0) + own_weight
    if not indicator_holds(one, own_weight, own_score) then found[#found + 1] = "s.indicator." .. one.level3 end
  end
  if weights ~= 10000 then found[#found + 1] = "s.weights" end
  for level, wanted in pairs(LEVELS) do
    if levels[level] ~= wanted.points then found[#found + 1] = wanted.check end
  end
  if scores ~= hundredths(form.total_score) then found[#found + 1] = "s.scores" end
  if not (at_most(2 * executed - 1, 20000, 2 * annual + 1, 2 * rate + 1) and at_most(2 * annual - 1, 2 * rate - 1, 2 * executed + 1, 20000)) then
    found[#found + 1] = "s.rate"
  end
  if not agrees(score, weight, 2 * executed, 1, 2 * annual, 1) then found[#found + 1] = "s.fund_score" end
end

local function sums(prefix, columns, cells, below, found)
  for column = 1, #columns do
    if math.abs(cells[column] - below[column]) * 2 > below.parts + 1 then found[#found + 1] = prefix .. columns[column] end
  end
end

local function add_below(below, code, cells)
  local above = #code > 3 and string.sub(code, 1, -3) or ""
  local parts = below[above]
  if not parts then
    parts = { 0, 0, 0, 0, 0, 0, parts = 0 }
    below[above] = parts
  end
  for column = 1, #cells do parts[column] = parts[column] + cells[column] end
  parts.parts = parts.parts + 1
end

local function table_set(record, found)
  local spending, overview = record.tables[1], record.tables[2]
  local total, below = nil, {}
  for _, row in ipairs(spending.rows) do
    local cells = row.cells
    for column = 1, #cells do cells[column] = hundredths(cells[column]) end
    if not row.code then
      total = cells
    else
      add_below(below, row.code, cells)
      if math.abs(cells[1] - cells[2] - cells[3] - cells[4] - cells[5] - cells[6]) * 2 > 6 then found[#found + 1] = "t.row." .. row.label end
    end
  end
  for _, row in ipairs(spending.rows) do
    if row.code and below[row.code] then sums("t.parent." .. row.label .. ".", spending.columns, row.cells, below[row.code], found) end
  end
  sums("t.total.", spending.columns, total, below[""], found)
  for _, row in ipairs(overview.rows) do
    if math.abs(hundredths(row.cells[1]) - total[OVERVIEW[row.label]]) > 1 then found[#found + 1] = "t.overview." .. row.label end
  end
end

local kind, source, target = ...
local check, each = table_set, 172
if kind == "self_evaluations" then check, each = self_evaluation, 22 end
local records, findings = 0, 0
local out <close> = assert(io.open(target, "w"))
for line in io.lines(source) do
  records = records + 1
  local found = {}
  check(cjson.decode(line), found)
  table.sort(found)
  for _, name in ipairs(found) do
    findings = findings + 1
    out:write('{"record":', records, ',"check":"', name, '"}\n')
  end
end
print(string.format('{"records": %d, "checks": %d, "findings": %d}', records, records * each, findings))
