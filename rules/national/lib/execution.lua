-- 预算执行率：分母是哪一栏，执行率写法，按什么办法换成得分。

local forms = require "forms"

-- 分母：参数 exec.denominators 的第一栏。没有填的不拿别的栏代替：年初数之外可能还有调整数。
local function budget_of(fund) return fund:value(param("exec.denominators")[1]) end

-- 执行率：填的是 0.74、74% 或者不带百分号的 74。
local function rate_of(fund)
  local rate = fund.rate
  if rate > amount "2" and not text.match(fund:printed "rate", "[%％]") then return rate / 100 end
  return rate
end

-- 表上能得出的各个执行率：各行填报的，和各行按允许的分母算出的；资金总额一行在前。
local function known_rates(e)
  local total, found = forms.total_fund(e), {}
  local function take(fund)
    if not fund.rate:missing() then found[#found + 1] = rate_of(fund) end
    for _, column in ipairs(param "exec.denominators") do
      local whole = fund:value(column)
      if not whole:missing() and not whole:zero() and not fund.executed:missing() then found[#found + 1] = fund.executed / whole end
    end
  end
  take(total)
  for _, fund in ipairs(e:funds()) do take(fund) end
  return found
end

-- 单独计分的执行率：资金总额一行；没有这一行的，是各行自己有分值的资金行。
local function rows(e)
  if forms.has_total_fund(e) then return { forms.total_fund(e) } end
  local found = {}
  for _, fund in ipairs(e:funds()) do
    if not fund.weight:missing() then found[#found + 1] = fund end
  end
  return found
end

local function is_named(row)
  for _, name in ipairs(param "exec.indicator_names") do
    if text.same(row.level3 or row.level2 or "", name) then return true end
  end
  return false
end

-- 执行率作为指标计分的一行；没有时为 nil。
local function indicator_of(e)
  for _, row in ipairs(forms.scored_rows(e)) do
    if is_named(row) then return row end
  end
end

-- 执行率的分值：表上印的；没有印而本包规定按统一分值计的，按统一分值。
local function weight_of(fund, e)
  local assumed = param "exec.weight_assumed" == "yes" and fund.weight:missing() and not fund.score:missing() and not indicator_of(e)
  return assumed and param "exec.weight" or fund.weight
end

-- 各行的一栏，只取填了数的。
local function cells(e, field)
  local found = {}
  for _, fund in ipairs(rows(e)) do
    local cell = field == "weight" and weight_of(fund, e) or fund:value(field)
    if not cell:missing() then found[#found + 1] = cell end
  end
  return found
end

-- 没有填分值、得分时指向哪一格：第一行的这一栏。
local function place(e, field, otherwise)
  local first = rows(e)[1]
  return first and first:value(field) or otherwise
end

local curves = {
  linear = function(rate, weight) return least(rate * weight, weight) end,
  full_from = function(rate, weight) return rate >= param "exec.full_from" and weight or rate * weight end,
  zero_below = function(rate, weight) return rate < param "exec.zero_below" and weight * 0 or least(rate * weight, weight) end,
  brackets = function(rate) return param("exec.points"):points(rate) end,
}

local function points(rate, weight)
  local curve = curves[param "exec.curve"]
  if not curve then error("参数 exec.curve 应为 linear、full_from、zero_below、brackets 之一") end
  return curve(rate, weight)
end

-- 执行率得分的两种算法：按填报的执行率，按实际执行率；缺数、没有预算或本包不用的为假。
local function scores(fund, weight)
  local budget, rounding = budget_of(fund), param "exec.rounding"
  if weight:missing() or not budget:missing() and budget:zero() then return false, false end
  local known = not budget:missing() and not fund.executed:missing()
  local by_rate = not (rounding == "exact" and known) and not fund.rate:missing() and points(rate_of(fund), weight)
  local exact = not (rounding == "printed" and by_rate) and known and points(fund.executed / budget, weight)
  return by_rate, exact
end

return {
  budget_of = budget_of, rate_of = rate_of, known_rates = known_rates, rows = rows, weight_of = weight_of, cells = cells, place = place, scores = scores,
  indicator_of = indicator_of, is_named = is_named,
}
