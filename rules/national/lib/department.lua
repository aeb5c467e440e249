-- 部门整体指标的分档：本包写了分档、分值又与分档的满分相同的，按完成值得分。

local function is_same(a, b) return a <= b and a >= b end

-- 写明了完成值应有的样子（“2项”“80%”）的，别的样子不套用：资金结余 5 万元不是 5%。
local function fits(pair, actual) return not pair[3] or text.match(text.squeeze(text.fold(actual.text)), pair[3]) ~= nil end

-- 应得的分；没有分档、分值不同或完成值不是一个数的为 nil。
local function points_of(row)
  local actual = row.actual
  if row.weight:missing() or not actual or not actual.numeric or actual.high or actual.worded then return nil end
  for _, pair in ipairs(param "dept.points") do
    if text.same(pair[1], text.replace(row.level3 or "", "[(（][%％][)）]$", "")) then
      local brackets = param(pair[2])
      if fits(pair, actual) and is_same(brackets:best(), row.weight) then return brackets:points(actual.value) end
    end
  end
end

return { points_of = points_of }
