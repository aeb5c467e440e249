-- 评价报告里说的数量，在自评表里能找到的。

local form_names = require "form_names"
local narrative = require "narrative"

local form_counts = {}

-- 一段文字里有没有这个数；“54 万余条”是 540000。
local function holds_number(words, wanted)
  for _, found in ipairs(text.all(text.replace(text.squeeze(words), "[,，]", ""), "([0-9]+(?:\\.[0-9]+)?)(万|亿)?")) do
    local number = amount(found[1])
    if found[2] and text.same(found[2], "万") then number = number * amount "10000" end
    if found[2] and text.same(found[2], "亿") then number = number * amount "100000000" end
    if number <= wanted and number >= wanted then return true end
  end
  return false
end

-- 事项的名称印在指标值或完成值里的指标。
local function indicator_of(e, subject)
  for _, row in ipairs(e:indicators()) do
    local target, actual = row:printed "target", row:printed "actual"
    if target and actual and text.contains(narrative.plain(target .. "；" .. actual), subject) then return row, target, actual end
  end
end

-- 名称去掉末尾的“户数”“数量”正是事项末尾的：“农村户厕改造户数”与“完成农村户厕改造”。
local function is_named(row, subject)
  local name = text.replace(narrative.plain(row.level3), "(?:数量|户数|人数|次数|个数|台数|座数|期数|场数|份数|件数|批数|套数|处数|条数|场次|人次|班次|面积|里程|数)$", "")
  if text.length(name) < param "disclosure.form_name" or #name > #subject then return false end
  return narrative.is_same(subject:sub(-#name), name)
end

-- 事项里在名称中间多几个字：“维护监测站点数量”与“计划维护取用水监测站点”。
local function is_spread(row, subject)
  local head, tail = "", text.replace(narrative.plain(row.level3), param "evaluation.goal_tails", "")
  while text.length(tail) > 3 and not text.contains(tail, "\\E") do
    local cut = text.match(tail, "^(.)(.*)$")
    head, tail = head .. cut[1], cut[2]
    if text.length(head) > 1 and text.length(tail) > 2 and text.match(subject, "\\Q" .. head .. "\\E\\p{Han}{1,6}\\Q" .. tail .. "\\E$") then return true end
  end
  return false
end

local function digits_of(words)
  local list = text.all(words, "[0-9]")
  table.sort(list)
  return table.concat(list)
end

-- 指标的完成值；绩效目标表没有完成值的，是指标值。
local function value_of(e, row)
  for _, one in ipairs(e:indicators()) do
    if one.actual then return row.actual, "actual" end
  end
  return row.target, "target"
end

-- 同名、同单位的那一个指标；有几个的说不清。名称中间多几个字的，数字的次序颠倒了才算。
local function counted(e, claim, subject)
  local found, several
  for _, row in ipairs(e:indicators()) do
    local value, field = value_of(e, row)
    local alike = value and row.target and not value.high and not value.worded and narrative.is_same(value.unit or row.unit or "", claim.unit or "")
    local turned = alike and narrative.is_same(digits_of(row:printed(field)), digits_of(claim:printed "amount"))
    if alike and (is_named(row, subject) or turned and is_spread(row, subject)) then found, several = row, found ~= nil end
  end
  if found and not several then return found, found:printed "target", found:printed "actual" end
end

-- 每一节说的是哪个项目的自评表：节里的事项说到了表的名称（“……项目自评得分”）；说到几张表的看不出。
local function forms_of_sections(document)
  local sections, mixed = {}, {}
  for _, claim in ipairs(document:claims()) do
    local e, section = form_names.named(document, claim.subject), claim.section or ""
    if e and sections[section] and not text.same(sections[section].name or "", e.name or "") then mixed[section] = true end
    if e then sections[section] = e end
  end
  for section in pairs(mixed) do sections[section] = nil end
  return sections
end

-- 文字说明和文字里说到的工作量中有数量的。
local function told(document)
  local counts = {}
  for _, entry in ipairs(narrative.read(document).entries) do table.insert(counts, entry.claim) end
  for _, mention in ipairs(document:mentions()) do table.insert(counts, mention) end
  local whole = {}
  for _, claim in ipairs(counts) do
    if text.same(claim.kind, "count") and not claim.amount:missing() and claim.subject then table.insert(whole, claim) end
  end
  return whole
end

local function number_of(claim) return amount(text.match(text.replace(claim:printed "amount", "[,，]", ""), "[0-9.]+")) end

local function pair_of(claim, e, target, actual, agrees)
  return { told = claim.amount, unit = claim.unit or "", name = e.name, target = target, actual = actual, agrees = agrees }
end

-- 只差一位数字。
local function is_one_off(one, other)
  local first, second, gaps = text.all(one, "[0-9]"), text.all(other, "[0-9]"), 0
  if #first < #second or #first > #second or #first < 3 then return false end
  for index = 1, #first do
    if not text.same(first[index], second[index]) then gaps = gaps + 1 end
  end
  return gaps < 2
end

-- 没有说是哪个项目的：只有一张表有同名、同单位的指标，数字又是颠倒了或者差一位的，才算这件事。
-- 整份公开文本只有一张项目表的，说的就是它。
-- 另有一节专说这张表的，别的节说的不是它。
local function counted_anywhere(document, claim, subject, sections)
  if text.contains(claim.subject, param "disclosure.planned_counts") then return nil end
  local found, own = nil, nil
  local forms = document:evaluations()
  for _, e in ipairs(forms) do
    local row, target, actual = counted(e, claim, subject)
    for _, own in pairs(sections) do
      if text.same(own.name or "", e.name or "") then row = nil end
    end
    if row and is_named(row, subject) then
      if found then return nil end
      found, own = { row = row, target = target, actual = actual }, e
    end
  end
  local printed = found and (found.actual or found.target) or ""
  local told = claim:printed "amount"
  local slip = narrative.is_same(digits_of(printed), digits_of(told)) or is_one_off(printed, told)
  if found and found.actual and (slip or #forms < 2 and text.same(own.scope or "", "project")) then return own, found.row, found.target, found.actual end
end

function form_counts.pairs_of(document)
  local found, sections = {}, forms_of_sections(document)
  for _, claim in ipairs(told(document)) do
    local subject, before = narrative.plain(claim.subject), #found
    if text.length(subject) >= param "disclosure.form_name" then
      for _, e in ipairs(document:evaluations()) do
        local own, row, target, actual = sections[claim.section or ""], nil, nil, nil
        if form_names.is_report(claim, e) then row, target, actual = indicator_of(e, subject)
        elseif own and text.same(own.name or "", e.name or "") then row, target, actual = counted(e, claim, subject) end
        if row then found[#found + 1] = pair_of(claim, e, target, actual, holds_number(actual or target, number_of(claim))) end
      end
      local e, row, target, actual = nil, nil, nil, nil
      if #found <= before and not sections[claim.section or ""] then e, row, target, actual = counted_anywhere(document, claim, subject, sections) end
      if row then
        local number = number_of(claim)
        found[#found + 1] = pair_of(claim, e, target, actual, holds_number(actual, number) or holds_number(target, number))
      end
    end
  end
  return found
end

return form_counts
