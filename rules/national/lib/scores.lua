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

-- 单位相同，或者有一边没印："same"；一个含着另一个（人次与人）："near"；天与小时、个与条、吨与千吨不能直接比：nil。
local function units_of(target, actual)
  local wanted, done, scales = target.unit, actual.unit, param "indicator.scale_words"
  if target.is_money or target.is_rate or wanted == "" or done == "" or text.same(wanted, done) then return "same" end
  local inside = text.contains(wanted, done) or text.contains(done, wanted)
  return inside and not text.contains(wanted, scales) and not text.contains(done, scales) and "near" or nil
end

-- 没印单位的：另一边是金额或带万、亿，或者名称说明是金额、比率（95 与 0.96）。
local function is_scale_open(row, target, actual)
  local wanted, done = target.unit == "", actual.unit == ""
  if not wanted and not done then return false end
  local scales, name = param "indicator.scale_words", row.level3 or ""
  local one, other = text.contains(target.text, scales), text.contains(actual.text, scales)
  local open = text.contains(name, param "indicator.money_words") or text.contains(name, param "indicator.rate_words")
  return one and not other or other and not one or wanted and done and open
end

-- 公式要靠理解文字才成立：单位不全，数带“余”“约”，或者完成值也带符号。
local function is_unsure(row, target, actual)
  local vague = param "indicator.vague_words"
  return is_scale_open(row, target, actual) or units_of(target, actual) == "near" or actual.comparison ~= nil
    or text.contains(target.text, vague) or text.contains(actual.text, vague)
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
  if not units_of(target, actual) then return { kind = "judged" } end
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
  return { kind = "ratio", formula = formula, forward = forward, backward = backward, unsure = is_unsure(row, target, actual) }
end

return { measure = measure }
