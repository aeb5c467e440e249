-- 目标、完成情况里的一句话说的数量，与同一件事的指标。

local goals = {}

local function plain(words) return text.replace(text.squeeze(text.fold(words or "")), "[“”\"'‘’]", "") end

-- “5000万尾以上”：{ 数, 单位（连着万、亿）, 其余的字 }；没有数、不止一个数的为 nil。
local function quantity_of(words)
  local all = text.all(words, "[0-9][0-9,]*(?:[.][0-9]+)?")
  if #all ~= 1 then return nil end
  local parts = text.match(words, "^(.*?)([0-9][0-9,]*(?:[.][0-9]+)?)(.*)$")
  return { number = amount(text.replace(parts[2], ",", "")), before = parts[1] or "", after = parts[3] or "", printed = parts[2] }
end

-- 指标值、完成值的一个数连同单位；单位可以印在度量单位一栏。百分数、金额、没有单位的为 nil。
local function of_indicator(i, field)
  local value = i[field]
  local told = value and value.numeric and not value.high and quantity_of(plain(i:printed(field)))
  if not told then return nil end
  local unit = text.match(told.after, "^[^0-9,，。;；()（）]{1,5}$") or #told.after < 1 and plain(i.unit)
  if not unit or #unit < 1 or text.match(unit, "[%％‰元]|百分|以上|以下|以内|左右") or not text.match(told.before, param "evaluation.goal_signs") then return nil end
  told.unit = unit
  return told
end

-- 指标名称里是哪一件事：去掉开头的动词、末尾的“数量”“人次”。
local function thing_of(i)
  local bare = text.replace(plain(i.level3), "^[0-9]+[.、．)）]|[(（].*[)）]$", "")
  local thing = text.replace(text.replace(bare, param "evaluation.goal_tails", ""), param "evaluation.goal_verbs", "")
  return text.length(thing) > 1 and thing or nil
end

-- 名称里有这件事、同一个单位的指标只有这一个。
local function is_only(e, thing, unit, field)
  local count = 0
  for _, other in ipairs(e:indicators()) do
    local told = of_indicator(other, field)
    if told and text.same(told.unit, unit) and text.contains(plain(other.level3), thing) then count = count + 1 end
  end
  return count < 2
end

-- 一张表里说目标、完成情况的文字，去掉空白和句首的序号：{ label, words, field }；跨年度的没有。
function goals.blocks(e)
  local found = {}
  if text.match(e.name or "", param "indicator.multi_year") then return found end
  for _, block in ipairs(e:texts()) do
    local field = text.match(block.label, param "evaluation.result_labels") and "actual" or text.match(block.label, param "evaluation.goal_labels") and "target"
    if field and block.text and not text.match(block.text, param "indicator.multi_year") and text.match(block.text, "[0-9０-９]") then
      local joined = text.replace(plain(block.text), "([0-9]),([0-9]{3})", "\\1\\2")
      local words = text.replace(joined, "(^|[。；;])[（(]?[0-9]{1,2}[)）.、．]([^0-9])", "\\1\\2")
      found[#found + 1] = { label = block.label, words = words, field = field }
    end
  end
  return found
end

-- 一段文字里正好说着这件事的那一句，句子里除了这件事只有“全年完成”“以上”这些字；没有的、说了几次的为 nil。
local function told_in(words, thing, unit)
  local found
  for _, part in ipairs(text.contains(words, thing) and text.all(words, "[^，,。；;、:：！!]+") or {}) do
    local told = text.contains(part, thing) and quantity_of(part)
    if told and text.same(told.after:sub(1, #unit), unit) then
      local rest = text.replace(told.before .. "|" .. told.after:sub(#unit + 1), thing, "")
      if found or not text.match(rest, param "evaluation.goal_rest") then return nil end
      found = { number = told.number, printed = told.printed .. unit, digits = told.printed }
    end
  end
  return found
end

local function digits_of(words)
  local list = text.all(words, "[0-9]")
  table.sort(list)
  return table.concat(list)
end

local function is_equal(one, other) return one <= other and one >= other end

-- 这一段文字说到了这件事。
function goals.is_told(block, i)
  local thing = thing_of(i)
  return thing and text.contains(block.words, thing) or false
end

-- 目标一栏里说的正好是完成值：完成情况并进了目标一栏。
local function is_result(i, block, told, unit)
  local done = text.same(block.field, "target") and of_indicator(i, "actual")
  return done and text.same(done.unit, unit) and is_equal(told.number, done.number) or false
end

-- 一段文字的每一对：{ indicator, field, label, told, agreed, transposed }。
function goals.pairs_of(e, block)
  local found = {}
  for _, i in ipairs(e:indicators()) do
    local thing = thing_of(i)
    local own = thing and text.contains(block.words, thing) and of_indicator(i, block.field)
    local told = own and told_in(block.words, thing, own.unit)
    if told and is_only(e, thing, own.unit, block.field) then
      found[#found + 1] = { indicator = i, field = block.field, label = block.label, told = told.printed, agreed = is_equal(told.number, own.number) or is_result(i, block, told, own.unit),
        transposed = text.same(digits_of(told.digits), digits_of(own.printed)) }
    end
  end
  return found
end

return goals
