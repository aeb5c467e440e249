-- 单位写错：同一个数字，一处的单位是元，一处是万元，换算以后正好相差一千、一万、一亿倍。

local slips = {}

-- 两个数正好相差这样的倍数；太小的数（几元、几万）凑巧也会，不算。
function slips.between(one, other)
  if one:missing() or other:missing() or one:zero() or other:zero() then return false end
  local small, large = least(one:absolute(), other:absolute()), most(one:absolute(), other:absolute())
  if large < amount("10", "万元") then return false end
  for _, factor in ipairs(param "tables.unit_factors") do
    local wide = small * amount(factor)
    if wide <= large and wide >= large then return true end
  end
  return false
end

-- 几个数里哪一个缩小一千、一万、一亿倍以后，各数之和正好是 whole：是第几个、应为多少；没有、有几个的为 nil。
function slips.part(cells, whole, check)
  local found, meant = nil, nil
  if whole:missing() or whole:zero() then return nil end
  for position, cell in ipairs(cells) do
    for _, factor in ipairs(not cell:missing() and cell > whole and param "tables.unit_factors" or {}) do
      local small, others = cell / amount(factor), { table.unpack(cells) }
      others[position] = small
      if check:agrees(sum(others), whole) then
        if found then return nil end
        found, meant = position, small
      end
    end
  end
  return found, meant
end

-- 写作万元的数其实是元：应是多少万元。
function slips.as_yuan(value) return value / 10000 end

return slips
