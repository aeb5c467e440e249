-- 一行资金的单位写错：执行率与两数对不上，一数缩小一千、一万、一亿倍后正好对得上。

local execution = require "execution"

local unit = { budget_of = execution.budget_of, rate_of = execution.rate_of }

-- 能不能看：预算数、执行数和执行率都有。
local function readable(f)
  local budget = execution.budget_of(f)
  return not (f.rate:missing() or f.rate:zero() or budget:missing() or budget:zero() or f.executed:missing())
end
unit.readable = readable

-- 写错的一栏和倍数；没有写错的为 nil。
function unit.slip(f, check)
  if not readable(f) then return nil end
  local budget, rate = execution.budget_of(f), execution.rate_of(f)
  if check:agrees(rate, f.executed / budget) then return nil end
  for _, factor in ipairs(param "tables.unit_factors") do
    local times = amount(factor)
    if f.executed > budget and check:agrees(rate, f.executed / times / budget) then return "executed", times end
    if budget > f.executed and check:agrees(rate, f.executed / (budget / times)) then return param("exec.denominators")[1], times end
  end
end

return unit
