-- 一行资金的单位写错：执行率与两数对不上，一数缩小（放大）一千、一万、一亿倍后正好对得上。

local execution = require "execution"

local unit = { budget_of = execution.budget_of, rate_of = execution.rate_of }

-- 能不能看：预算数、执行数和执行率都有。
local function readable(f)
  local budget = execution.budget_of(f)
  return not (f.rate:missing() or f.rate:zero() or budget:missing() or budget:zero() or f.executed:missing())
end
unit.readable = readable

-- 表头的单位是不是元。
function unit.in_yuan(e, document) return text.same(e.money_unit or document.money_unit or "", "元") end

-- 写错的一栏和应为多少；没有写错的为 nil。表头是元的（yuan），小的那个数写成了万元；别的，大的那个数写成了元。
function unit.slip(f, check, yuan)
  if not readable(f) then return nil end
  local budget, rate = execution.budget_of(f), execution.rate_of(f)
  if check:agrees(rate, f.executed / budget) then return nil end
  local large, small = "executed", param("exec.denominators")[1]
  if budget > f.executed then large, small = small, large end
  for _, factor in ipairs(param "tables.unit_factors") do
    local times = amount(factor)
    local fits = f.executed > budget and f.executed / times / budget or f.executed / (budget / times)
    if check:agrees(rate, fits) then
      if yuan then return small, f:value(small) * times end
      return large, f:value(large) / times
    end
  end
end

return unit
