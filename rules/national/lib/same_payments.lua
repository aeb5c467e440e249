-- 同一笔缴费在功能分类和经济分类里各印一次：基本养老保险、职业年金、公务员医疗补助、住房公积金。

local agreement = require "agreement"
local codes = require "codes"
local identities = require "identities"
local names = require "names"

local payments = {}

-- 两个数印出的数字相同而次序不同。
local function turned(one, other)
  local function sorted(value)
    local digits = {}
    for _, digit in ipairs(text.all(tostring(value), "[0-9]")) do digits[#digits + 1] = digit end
    table.sort(digits)
    return table.concat(digits)
  end
  return text.same(sorted(one), sorted(other))
end

-- 功能分类一个科目的基本支出；没有这一栏的是全部。
local function by_function(t, code)
  local basic = agreement.fact(t, { row = code, column = identities.split.parts[1] })
  return basic and not basic.value:missing() and basic or agreement.fact(t, { row = code, column = identities.split.total })
end

-- 两张表里都有的各对：{ node, here, there, same }。
local function pairs_of(t, other, check)
  local found, column = {}, names.additive(t)[1]
  for _, pair in ipairs(column and param "economic.same_payments" or {}) do
    local there = by_function(other, pair[2])
    for _, node in ipairs(there and not there.value:missing() and codes.read(t).nodes or {}) do
      local here = text.same(node.code, pair[1]) and node.row:value(column)
      if here and not here:missing() then found[#found + 1] = { row = node.row, here = here, there = there, same = check:agrees(here, there.value) } end
    end
  end
  return found
end

-- 只有一对不同，别的都相同的：说这一对；几对都不同的，多半是口径不同。
function payments.run(other)
  return function(t, check, document)
    if not document:has_table(other) then return end
    local same, odd = 0, {}
    for _, pair in ipairs(pairs_of(t, document:table(other), check)) do
      if pair.same then same = same + 1 else odd[#odd + 1] = pair end
    end
    local one = #odd < 2 and odd[1]
    if not one and same < 1 then return end
    local told = one and (same > 1 or same > 0 and turned(one.here, one.there.value))
    check:holds(not told, one and { at = one.here, expected = one.there.value, values = { here = one.here, there = one.there.value, place = one.there.place, others = tostring(same) },
      message = "{row}为 {here}，{place}为 {there}；同一笔缴费，另外 {others} 项两处都相同，请核实。" } or {})
  end
end

return payments
