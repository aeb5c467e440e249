local department, execution = require "department", require "execution"

-- 指标得分的公式：正向 B/A×分值，反向 A/B×分值，不超过分值；达到指标值得满分。
-- 结果：{ kind, formula, named, forward, backward, reverse, unsure }；kind 为
--   "met" 达到、"ratio" 按比例、"completion" 按完成率、"brackets" 按分档、"undirected" 方向不明、
--   "judged" 只能由人评判。
-- unsure 为真的，公式要靠理解文字才成立：与它不符的只请核实，不算错误。

local function capped(value, weight) return least(value, weight) end

-- 完成值；比率带着填报位数的半个单位（33% 可能是 33.3%）。
local function done_value(actual)
  local cell = actual.cell
  return actual.is_rate and not cell:missing() and cell:is_rate() and cell or actual.value
end

-- 单位另有一栏的，完成值不带单位也是这个单位；名称里写明（%）的也一样。
local function shares_unit(row)
  local name = row.level3 or ""
  return row.unit ~= nil or row.target ~= nil and text.contains(row.target.text, "|") or text.match(name, "[(（][%％][)）]") ~= nil
end

-- 完成值按指标值的单位：百分数的栏里填 95 就是 95%，填 0.95 就是 0.95。
local function in_unit_of(row, target, actual)
  local done = done_value(actual)
  if target.is_rate and actual.unit == "" and shares_unit(row) and done > amount "1" then return done / 100 end
  return done:like(target.value)
end

local function ratio_scores(row, target, actual)
  local wanted, done = target.value:like(actual.value), in_unit_of(row, target, actual)
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

-- 没有印方向的，从名称和二级指标看方向："reverse"、"forward"，看不出为 nil。
local function named_direction(row)
  local name, kind = row.level3 or "", row.level2 or ""
  if text.contains(name, param "indicator.reverse_words") then return "reverse" end
  if text.contains(name, param "indicator.forward_words") then return "forward" end
  if text.contains(kind, param "indicator.reverse_kinds") then return "reverse" end
  if text.contains(kind, param "indicator.forward_kinds") then return "forward" end
end

local function is_comparable(row, target, actual)
  if target:comparable(actual) then return true end
  return target.is_rate and actual.unit == "" and shares_unit(row)
end

local function reaches(comparison, done, wanted)
  if comparison == "≥" then return done >= wanted end
  if comparison == "＞" then return done > wanted end
  if comparison == "≤" then return done <= wanted end
  if comparison == "＜" then return done < wanted end
  return done <= wanted and done >= wanted
end

local function is_met(row, target, actual)
  if target:comparable(actual) then return target:met_by(actual) end
  return reaches(target.comparison, in_unit_of(row, target, actual), target.value)
end

-- 没有印方向的：两种都给；名称看得出方向的，named 是按它应得的分，只用来请核实。
local function undirected(row, target, actual)
  local forward, backward = ratio_scores(row, target, actual)
  local done = in_unit_of(row, target, actual)
  if done <= target.value and done >= target.value then return { kind = "met", formula = row.weight } end
  local direction, named = named_direction(row), nil
  if direction then
    local reverse = direction == "reverse"
    named = reaches(reverse and "≤" or "≥", done, target.value) and row.weight or reverse and backward or forward
  end
  return { kind = "undirected", named = named, forward = forward, backward = backward, unsure = true }
end

-- 只有印了“按比例”的评分标准才能重算。
local function is_judged(row)
  if row.standard and not text.contains(row.standard, param "indicator.ratio_standards") then return true end
  return row.nature and text.contains(row.nature, "定性")
end

-- 执行率作为一项指标的：没有印指标值，就是 100%。
local function execution_rate(row)
  local actual = row.actual
  if row.target and row.target.numeric or not actual or not actual.is_rate or actual.high or not execution.is_named(row) then return nil end
  return { kind = "ratio", formula = capped(row.weight * done_value(actual), row.weight), unsure = true }
end

local function measure(row)
  local target, actual = row.target, row.actual
  local points = department.points_of(row)
  if points then return { kind = "brackets", formula = points } end
  if is_judged(row) then return { kind = "judged" } end
  local rate = execution_rate(row)
  if rate then return rate end
  if not target or not actual or not actual.numeric or actual.high or target.high then
    local met = target and actual and target.numeric and target:met_by(actual)
    if met then return { kind = "met", formula = row.weight } end
    return { kind = "judged" }
  end
  if not target.numeric then return { kind = "judged" } end
  if not is_comparable(row, target, actual) then
    if is_completion(row, target, actual) then
      return { kind = "completion", formula = capped(row.weight * done_value(actual), row.weight), unsure = true }
    end
    return { kind = "judged" }
  end
  if not units_of(target, actual) then return { kind = "judged" } end
  if not target.comparison then return undirected(row, target, actual) end
  local forward, backward = ratio_scores(row, target, actual)
  local reverse = target.reverse
  if is_met(row, target, actual) then
    return { kind = "met", formula = row.weight, forward = forward, backward = backward, reverse = reverse }
  end
  if actual.worded then return { kind = "judged" } end
  return { kind = "ratio", formula = reverse and backward or forward, forward = forward, backward = backward, reverse = reverse,
    unsure = is_unsure(row, target, actual) or row.standard ~= nil }
end

return { measure = measure, shares_unit = shares_unit, named_direction = named_direction }
