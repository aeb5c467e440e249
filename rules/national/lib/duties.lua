-- 公开义务：这份公开文本有多全，哪些表、哪些说明没有读到。

local narrative = require "narrative"
local sangong = require "sangong_tables"
local statements = require "statements"

local duties = {}

-- 有一整套说明的公开文本；只有几张表、几句话的是摘录，不问缺什么。
function duties.is_full_text(document) return amount(tostring(#document:claims())) >= param "disclosure.full_text" end

-- “三公”经费可以和会议费、培训费同在一张表上。
local function names_of(name)
  if not text.contains(name, { "三公" }) then return statements.names(name) end
  local names = statements.names "“三公”经费、会议费、培训费支出预算表"
  for _, one in ipairs(sangong.names) do names[#names + 1] = one end
  return names
end

-- 有没有名称里有这些词的表：一个地方自己起的名称。
local function has_worded(document, name)
  for _, worded in ipairs(param "disclosure.table_words") do
    for _, t in ipairs(text.same(worded[1], name) and document:tables() or {}) do
      if text.contains(t.name, worded[2]) then return true end
    end
  end
  return false
end

-- 那个年度的样表里还没有这张表。
local function is_later(document, name)
  for _, since in ipairs(param "disclosure.table_since") do
    if document.year and text.same(since[1], name) and amount(tostring(document.year)) < amount(since[2]) then return true end
  end
  return false
end

-- 该公开的表里没有读到的、读到的张数；名称是自己起的不算在张数里。
function duties.missing_tables(document)
  local missing, present = {}, 0
  local budget = text.same(document.kind, "budget")
  for _, name in ipairs(param(budget and "disclosure.budget_tables" or "disclosure.account_tables")) do
    if document:has_table(names_of(name)) then
      present = present + 1
    elseif not has_worded(document, name) and not is_later(document, name) then
      missing[#missing + 1] = name
    end
  end
  return missing, present
end

-- 是不是一份完整的公开文本：有一整套报表，或者有一整套说明。
function duties.is_whole(document)
  local _, present = duties.missing_tables(document)
  return duties.is_full_text(document) or amount(tostring(present)) >= param "disclosure.table_set"
end

-- 说明里有没有说到：事项、章节里有这些词的。
function duties.tells(document, words)
  for _, claim in ipairs(document:claims()) do
    if text.contains((claim.section or "") .. (claim.subject or "") .. (claim.of or ""), words) then return true end
  end
  return false
end

-- 没有说到的专题。
function duties.missing_topics(document)
  local missing = {}
  for _, topic in ipairs(param "disclosure.topics") do
    local words = {}
    for index = 2, #topic do words[#words + 1] = topic[index] end
    if not duties.tells(document, words) then missing[#missing + 1] = topic[1] end
  end
  return missing
end

-- 都是可以写成“没有”、不带数的专题（“本单位无机关运行经费”）：没有数的话读不到，只提示。
function duties.may_be_wordless(missing)
  for _, name in ipairs(missing) do
    if not text.contains(name, param "disclosure.wordless") then return false end
  end
  return true
end

-- 有支出却没有说数量的“三公”各项。
function duties.missing_counts(document, most)
  local missing, read = {}, narrative.read(document)
  for _, pair in ipairs(param "narrative.counted") do
    local spent = narrative.first_value(read, pair[1])
    if spent and not spent:zero() and not most(read, pair) then missing[#missing + 1] = pair[1] end
  end
  return missing
end

local function is_changed(claim)
  local moved = narrative.is_up(claim) or narrative.is_down(claim)
  local figure = claim.change:missing() and claim.percent or claim.change
  return text.same(claim.kind, "change") and moved and not claim.base_year:missing() and not figure:missing() and not figure:zero()
end

-- “三公”各项里比上年有增减的（事项的列表）、没有说原因的（列表）；没有读过原因的数据，第二个为 nil。
function duties.uncaused(document)
  local read, told, changed, missing = narrative.read(document), {}, {}, {}
  local looked, any = false, false
  for _, entry in ipairs(read.entries) do
    local blank = not entry.claim.reason
    looked = looked or not text.same(entry.claim:state("reason"), "absent")
    if not blank then told[entry.claim.section or ""] = true end
  end
  local items = param "disclosure.caused"
  for position = #items, 1, -1 do
    local moved, caused = false, false
    for _, entry in ipairs(read.by_fact[items[position]] or {}) do
      moved = moved or is_changed(entry.claim)
      caused = caused or told[entry.claim.section or ""] or false
    end
    any = any or caused
    if moved then table.insert(changed, 1, items[position]) end
    -- 各项说了原因的，合计就不再问。
    if moved and not caused and not (position < 2 and any) then table.insert(missing, 1, items[position]) end
  end
  return changed, looked and missing or nil
end

-- 表里科目编码最长几位；没有编码的为 nil。
function duties.longest_code(t)
  local most
  for _, row in ipairs(t:rows()) do
    local digits = row.code and text.match(row.code, "^[0-9]+$")
    if digits then most = math.max(most or 0, text.length(row.code)) end
  end
  return most
end

return duties
