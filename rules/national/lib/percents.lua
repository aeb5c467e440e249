-- 文字说明里的百分比与按金额算出的比：相符、只差最后一位、不符。

local percents = {}

-- 填报的百分比最后一位的一个单位：8.68% 是 0.01%，85% 是 1%。
local function last_digit(claim)
  local decimals = text.match(claim:printed "percent", "[.．]([0-9]+)")
  return amount(decimals and "0." .. string.rep("0", text.length(decimals[1]) - 1) .. "1%" or "1%")
end

-- 填报数带最后一位的半个单位；整数百分比后补的零不算位数。
local function fits(check, printed, formula) return check:agrees(printed, formula) or check:agrees(printed * amount "1", formula) end

-- formulas 里有一个相符就是相符。返回 "fits"、"near"、"off" 和最相近的公式。
function percents.verdict(check, claim, formulas)
  local nearest
  for _, quotient in ipairs(formulas) do
    local formula = quotient:is_rate() and quotient or quotient * amount "100%"
    if formula:is_rate() then   -- 一个数有单位、一个没有的，除不出百分比
      if fits(check, claim.percent, formula) then return "fits", formula end
      if not nearest or (claim.percent - formula):absolute() < (claim.percent - nearest):absolute() then nearest = formula end
    end
  end
  if nearest and (claim.percent - nearest):absolute() <= last_digit(claim) then return "near", nearest end
  return "off", nearest
end

-- 每一对给两种精度：同一单位的数共同的位数，各自印出的位数。
local function add(found, part, whole)
  if whole:zero() or whole:negative() then return end
  found[#found + 1] = part / whole
end

-- 部分与整体之比；整体为零的没有。
function percents.ratios(parts, wholes)
  local found = {}
  for _, part in ipairs(parts) do
    for _, whole in ipairs(wholes) do
      if not part:missing() and not whole:missing() then
        add(found, part, whole)
        add(found, part:printed(), whole:printed())
      end
    end
  end
  return found
end

-- 增减额与上年数之比，上年数是本年数减去增加额（加上减少额）。
function percents.growths(amounts, change, up)
  local found = {}
  for _, now in ipairs(amounts) do
    if not now:missing() then
      add(found, change, up and now - change or now + change)
      local wide, own = change:printed(), now:printed()
      add(found, wide, up and own - wide or own + wide)
    end
  end
  return found
end

return percents
