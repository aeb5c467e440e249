-- 指标得分的公式：正向 B/A×分值，反向 A/B×分值，不超过分值；达到指标值得满分。
-- 结果：{ kind, formula, forward, backward }；kind 为
--   "met" 达到、"ratio" 按比例、"completion" 按完成率、"undirected" 没有印方向、"judged" 只能由人评判。

local function capped(value, weight) return least(value, weight) end

local function ratio_scores(row, target, actual)
  local wanted, done = target.value:like(actual.value), actual.value:like(target.value)
  local forward = not wanted:zero() and capped(row.weight * (done / wanted), row.weight) or nil
  local backward = not done:zero() and capped(row.weight * (wanted / done), row.weight) or row.weight
  return forward, backward
end

-- 完成值填的是完成率（49%），指标值是数量或金额：按完成率计分。名称本身就是比率的不算，95 与 96% 是同一种数。
local function is_completion(row, target, actual)
  return actual.is_rate and not target.is_rate and not target.reverse and not text.contains(row.level3 or "", param "indicator.rate_words")
end

local function measure(row)
  local target, actual = row.target, row.actual
  if not target or not actual or not actual.numeric or actual.high or target.high then
    local met = target and actual and target.numeric and target:met_by(actual)
    if met then return { kind = "met", formula = row.weight } end
    return { kind = "judged" }
  end
  if not target.numeric then return { kind = "judged" } end
  if not target:comparable(actual) then
    if is_completion(row, target, actual) then
      return { kind = "completion", formula = capped(row.weight * actual.value, row.weight) }
    end
    return { kind = "judged" }
  end
  local forward, backward = ratio_scores(row, target, actual)
  if not target.comparison then
    local done = actual.value:like(target.value)
    local same = done <= target.value and done >= target.value
    if same then return { kind = "met", formula = row.weight } end
    return { kind = "undirected", forward = forward, backward = backward }
  end
  local met = target:met_by(actual)
  if met then return { kind = "met", formula = row.weight, forward = forward, backward = backward } end
  if actual.worded then return { kind = "judged" } end
  return { kind = "ratio", formula = target.reverse and backward or forward, forward = forward, backward = backward }
end

return { measure = measure }
