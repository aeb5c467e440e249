-- 一张表的合计行与收支总表的各个数相比：没有一个相等，却有正好相差一万倍的，单位写错了。

local codes = require "codes"
local names = require "names"
local slips = require "unit_slips"

local units = {}

local function figures(t, rows)
  local found = {}
  for _, row in ipairs(rows) do
    for _, column in ipairs(names.additive(t)) do
      local value = row:value(column)
      if not value:missing() and not value:zero() and not value:is_rate() then found[#found + 1] = value end
    end
  end
  return found
end

function units.compare(t, other, check)
  local totals, slip = codes.read(t).totals, nil
  if #totals < 1 then return end
  local there = figures(other, other:rows())
  for _, here in ipairs(figures(t, totals)) do
    for _, value in ipairs(there) do
      if here <= value and here >= value then check:holds(true) return end
      if not slip and slips.between(here, value) then slip = { here = here, value = value } end
    end
  end
  if slip then
    check:same(slip.here, slip.value, { message = "合计的{column}为 {left}，《{table}》为 {right}，数字相同、单位不同，像是表头的单位写错。", values = { table = other.name } })
  end
end

return units
