-- 人均、亩均、户均成本：项目的资金除以同一张表里印的人数、亩数、户数。

local costs = {}

local function plain(words) return text.squeeze(text.fold(words or "")) end

-- “人均培训成本”：哪一件事（培训）、数量用什么单位；不是这样的名称为 nil。
local function named(i)
  for _, one in ipairs(param "indicator.unit_costs") do
    local found = text.match(plain(i.level3), one[1])
    if found and text.length(found[1]) > 1 then return { thing = found[1], units = one[2] } end
  end
end

function costs.is_named(i) return named(i) ~= nil end

-- 一个指标的完成值是一个数量：{ number, unit }，“1.5万亩”是 15000 亩；百分数、金额、说不清的为 nil。
local function quantity_of(i)
  local actual = i.actual
  if not actual or not actual.numeric or actual.high or actual.is_rate or actual.is_money or actual.value:zero() then return nil end
  local found = text.match(plain(actual.text), "^([0-9,]+(?:[.][0-9]+)?)(.*)$")
  local unit = found and (#found[2] > 0 and found[2] or plain(i.unit))
  local many = unit and text.match(unit, "^万(.+)$")
  return found and { number = amount(text.replace(found[1], ",", "")) * (many and 10000 or 1), unit = many and many[1] or unit }
end

-- 这件事的数量；不止一个的为 nil。alone：数量指标说的都是这件事，没有别的事也花这笔钱。
local function counted(e, cost)
  local found, several, alone = nil, false, true
  for _, i in ipairs(e:indicators()) do
    local told = quantity_of(i)
    local own = text.contains(plain(i.level3), cost.thing)
    if own and told and text.match(told.unit, cost.units) then
      several = several or found ~= nil
      found = { number = told.number, indicator = i }
    elseif not own and text.contains(plain(i.level2), "数量") then alone = false end
  end
  return not several and found or nil, alone
end

-- 资金各行的执行数、预算数，执行数在先。
local function money_of(e)
  local found = {}
  for _, field in ipairs { "executed", "annual", "initial" } do
    for _, row in ipairs(e:funds()) do
      local value = row:value(field)
      if not value:missing() and not value:zero() then found[#found + 1] = value end
    end
  end
  return found
end

local function is_close(told, cost) return (told - cost):absolute() <= cost * param "indicator.unit_cost_slack" end

-- { told, expected, count, money, agreed }；不能比的为 nil。spent 是资金总额的执行数。
-- 还做了别的事的，单位成本少于平均数不奇怪，只看多出来的。
function costs.read(i, e, spent)
  local cost = i.actual and i.actual.numeric and i.actual.is_money and not i.actual.high and named(i)
  local count, alone = nil, false
  if cost then count, alone = counted(e, cost) end
  if not count or spent:missing() or spent:zero() then return nil end
  local told, expected = i.actual.value, spent / count.number
  local agreed = not alone and told < expected
  for _, money in ipairs(money_of(e)) do agreed = agreed or is_close(told, money / count.number) end
  return { told = told, expected = (told * (expected / told)):rounded(2), count = count.indicator, money = spent, agreed = agreed }
end

return costs
