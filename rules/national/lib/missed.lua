-- 没有达到指标值：完成值自己写着没有完成，或者比指标值少。按公式扣分多的由 national.indicator.score_formula 说，这里不管。

local scores = require "scores"

local missed = {}

-- 写的是“未完成”“部分完成”“不合格”；指标值也是否定的（未发生、无事故）、写的正好是一个档次的不算。
local function is_told(i)
  local told, wanted = text.squeeze(i:printed "actual" or ""), text.squeeze(i:printed "target" or "")
  if text.match(wanted, "^[未不无没]") then return false end
  for _, band in ipairs(param "quality.bands") do
    if text.same(told, band[1]) then return false end
  end
  return text.match(told, param "indicator.unmet_words") ~= nil
end

-- 这张表的得分印到小数：满分不是取整来的。
local function keeps_decimals(e)
  local lists = { e:indicators(), e:funds() }
  for _, list in ipairs(lists) do
    for _, row in ipairs(list) do
      if text.match(row:printed "score" or "", "\\.[0-9]*[1-9]") then return true end
    end
  end
  return false
end

-- 印了 ≥ 而少一点，按公式扣的分在取整之内。
local function is_short(i, e, check)
  local target, actual = i.target, i.actual
  if target.comparison ~= "≥" or actual.worded or actual.high or not target:comparable(actual) then return false end
  local formula = scores.measure(i).formula
  if not formula or not check:agrees(i.score, formula) or not keeps_decimals(e) then return false end
  return actual.value < target.value and not check:agrees(actual.value, target.value)
end

-- 指标值是一个区间：越大越好的少于下限，越小越好的超过上限。
local function is_outside(i)
  local target, actual = i.target, i.actual
  if not target.high or target.comparison or actual.high or actual.worded or not target:comparable(actual) then return false end
  local direction = scores.named_direction(i)
  return direction == "forward" and actual.value < target.value or direction == "reverse" and actual.value > target.high
end

-- “举办5次，培训300人”的各项：{ number, unit, printed }；有一项没有数、有概数的为 nil。
local function parts_of(words)
  local plain, parts = text.squeeze(text.fold(words)), {}
  if text.contains(plain, param "indicator.vague_words") or text.match(plain, param "indicator.no_parts") then return nil end
  for _, piece in ipairs(text.split(text.replace(plain, "[，、；;。]", ","), ",")) do
    local found = text.match(piece, "^[^0-9]*([0-9]+(?:\\.[0-9]+)?)(\\p{Han}{1,3}|%)$")
    if not found and #piece > 0 then return nil end
    if found then parts[#parts + 1] = { number = amount(found[1]), unit = found[2], printed = piece } end
  end
  return parts
end

-- 一格里写了几项的，第一个少了的：{ wanted, done }。
local function short_part(i)
  local wanted, done = parts_of(i:printed "target"), parts_of(i:printed "actual")
  if not wanted or not done or #wanted < 2 or #wanted ~= #done or scores.named_direction(i) == "reverse" then return nil end
  local short
  for position, part in ipairs(wanted) do
    local other = done[position]
    if not text.same(part.unit, other.unit) then return nil end
    if not short and other.number < part.number then short = { wanted = part.printed, done = other.printed } end
  end
  return short
end

-- 怎样没有达到："told"、"short"、"outside"、"part"；达到的、说不清的为 nil。第二个结果是少了的那一项。
function missed.how(i, e, check)
  if is_told(i) then return "told" end
  if is_outside(i) then return "outside" end
  if is_short(i, e, check) then return "short" end
  local part = short_part(i)
  if part then return "part", part end
end

return missed
