-- 指标得分的公式：正向 B/A×分值，反向 A/B×分值，不超过分值；达到指标值得满分。
-- 结果：{ kind, formula, forward, backward, unsure }；kind 为
--   "met" 达到、"ratio" 按比例、"completion" 按完成率、"undirected" 没有印方向、"judged" 只能由人评判。
-- unsure 为真的，公式要靠理解文字才成立：与它不符的只请核实，不算错误。

local function capped(value, weight) return least(value, weight) end

-- 完成值；比率带着填报位数的半个单位（33% 可能是 33.3%）。
local function done_value(actual)
  return actual.is_rate and not actual.cell:missing() and actual.cell or actual.value
end

local function ratio_scores(row, target, actual)
  local wanted, done = target.value:like(actual.value), done_value(actual):like(target.value)
  local forward = not wanted:zero() and capped(row.weight * (done / wanted), row.weight) or nil
  local backward = not done:zero() and capped(row.weight * (wanted / done), row.weight) or row.weight
  return forward, backward
end

-- 完成值填的是完成率（49%），指标值是数量或金额：按完成率计分。名称本身就是比率的不算，95 与 96% 是同一种数。
local function is_completion(row, target, actual)
  local name = row.level3 or ""
  if not actual.is_rate or target.is_rate or target.reverse or text.contains(name, param "indicator.rate_words") then return false end
  return target.unit ~= "" or text.contains(name, param "indicator.money_words")
end

-- 有一边没印单位，或者一个单位含着另一个（人次与人）。天与小时、个与条不能直接比。
local function units_agree(target, actual)
  local wanted, done = target.unit, actual.unit
  if target.is_money or target.is_rate or wanted == "" or done == "" then return true end
  return text.contains(wanted, done) or text.contains(done, wanted)
end

-- 一边没印单位而另一边是金额或带万、亿的，带“余”“约”的，完成值也带符号的。
local function is_unsure(target, actual)
  local scales, vague = param "indicator.scale_words", param "indicator.vague_words"
  local bare = target.unit == "" and text.contains(actual.text, scales) or actual.unit == "" and text.contains(target.text, scales)
  return bare or actual.comparison ~= nil or text.contains(target.text, vague) or text.contains(actual.text, vague)
end

local function measure(row)
  local target, actual = row.target, row.actual
  if row.standard or row.nature and text.contains(row.nature, "定性") then return { kind = "judged" } end
  if not target or not actual or not actual.numeric or actual.high or target.high then
    local met = target and actual and target.numeric and target:met_by(actual)
    if met then return { kind = "met", formula = row.weight } end
    return { kind = "judged" }
  end
  if not target.numeric then return { kind = "judged" } end
  if not target:comparable(actual) then
    if is_completion(row, target, actual) then
      return { kind = "completion", formula = capped(row.weight * done_value(actual), row.weight), unsure = true }
    end
    return { kind = "judged" }
  end
  if not units_agree(target, actual) then return { kind = "judged" } end
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
  local formula = target.reverse and backward or forward
  return { kind = "ratio", formula = formula, forward = forward, backward = backward, unsure = is_unsure(target, actual) }
end

return { measure = measure }
