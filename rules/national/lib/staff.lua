-- 文字里说的编制和人员：总数与各部分，全文只有一个说法的编制数和在职人数。

local counts = require "sheet_counts"
local narrative = require "narrative"

local staff = {}

local function is_equal(one, other) return one <= other and one >= other end

local function is_vague(claim) return text.contains(claim:printed "amount" or "", param "narrative.vague_counts") or claim.amount:missing() end

local function is_persons(claim)
  return text.same(claim.kind, "count") and claim.subject and claim.unit and text.match(text.fold(claim.unit), param "staff.units") ~= nil
end

local function matches(claim, name) return text.match(narrative.plain(claim.subject), param(name)) ~= nil end

-- 总数的两种：编制、人员；各有各的部分。
local kinds = { { whole = "staff.posts", part = "staff.post_parts" }, { whole = "staff.totals", part = "staff.parts" } }

local function is_whole(claim, kind) return is_persons(claim) and matches(claim, kind.whole) and not matches(claim, kind.part) end
local function is_part(claim, kind) return is_persons(claim) and matches(claim, kind.part) end
local function is_beside(claim, other) return narrative.is_same(claim.section or "", other.section or "") end
local function has_subject(claim, other) return narrative.is_same(narrative.plain(claim.subject), narrative.plain(other.subject)) end

-- 从 first 起接连的各部分，名称不重复。
local function parts_from(read, first, kind)
  local parts, seen = {}, {}
  for index = first, #read.entries do
    local claim = read.entries[index].claim
    local name = narrative.plain(claim.subject)
    if not is_part(claim, kind) or seen[name] or #parts > 0 and not is_beside(claim, parts[1]) then break end
    parts[#parts + 1], seen[name] = claim, true
  end
  return parts
end

-- 印在各部分后面的“共 c 人”：读作最后一部分的又一个数；比哪一部分都大，与各部分之和又相差不多的，才是总数。
local function whole_behind(read, position, parts, added)
  local entry = read.entries[position]
  local claim = entry and entry.claim
  if not claim or not is_persons(claim) or is_vague(claim) or not is_beside(claim, parts[1]) or not has_subject(claim, parts[#parts]) then return nil end
  local number = counts.number(claim.amount)
  for _, part in ipairs(parts) do
    if number <= counts.number(part.amount) then return nil end
  end
  return (number - added):absolute() <= added * param "staff.total_behind" and claim or nil
end

-- 差额正好是同一节里说的另一部分人（遗属、临聘），或者是其中一部分自己（它分在别的部分里）。
local function is_explained(read, whole, gap)
  for _, entry in ipairs(read.entries) do
    local claim = entry.claim
    if is_persons(claim) and is_beside(claim, whole) and not is_vague(claim) and is_equal(counts.number(claim.amount), gap) then return true end
  end
  return false
end

local function added_of(parts)
  local numbers = {}
  for index, part in ipairs(parts) do
    if is_vague(part) then return nil end
    numbers[index] = counts.number(part.amount)
  end
  return sum(numbers)
end

-- 各部分都是“占总数的”，加起来又比总数多的，由 national.narrative.parts_total 说。
local function is_told(whole, parts, over)
  for _, part in ipairs(parts) do
    if not part.of or not narrative.is_same(narrative.short(part.of), narrative.short(whole.subject)) then return false end
  end
  return over
end

local function add(found, read, whole, parts, added, behind)
  local number = counts.number(whole.amount)
  local agreed = is_equal(number, added) or is_told(whole, parts, added > number) or is_explained(read, whole, (number - added):absolute())
  found[#found + 1] = { whole = whole, added = added, agreed = agreed, gap = (number - added):absolute(), behind = behind }
end

-- 系统的总数在一节里，各单位的在它下面的几节里：同一事项在各节各说一次，有一节没有说的不比。
local function add_sections(found, read, claim)
  local section, numbers, seen, first = claim.section or "", {}, {}, nil
  for _, entry in ipairs(#section > 0 and read.entries or {}) do
    local other, own = entry.claim, entry.claim.section or ""
    local below = #own > #section and text.match(own, "^\\Q" .. section .. "\\E[.（(]?[0-9一二三四五六七八九十]{1,2}[)）]?$")
    local same = is_persons(other) and has_subject(other, claim)
    if same and (is_vague(other) or is_beside(other, claim) and first) then return end
    if same and is_beside(other, claim) then first = other end
    if below and is_persons(other) then
      if same and seen[own] then return end
      seen[own] = seen[own] or same or false
      if same then numbers[#numbers + 1] = counts.number(other.amount) end
    end
  end
  for _, told in pairs(seen) do
    if not told then return end
  end
  if #numbers > 1 then add(found, read, claim, {}, sum(numbers)) end
end

-- 总数与各部分：{ whole, added, agreed, gap, behind }；总数在前（其中……），或者在后（共……）。
function staff.groups(read)
  local found = {}
  for position, entry in ipairs(read.entries) do
    for _, kind in ipairs(kinds) do
      local claim, before = entry.claim, read.entries[position - 1]
      local whole = is_whole(claim, kind) and not is_vague(claim)
      local opens = is_part(claim, kind) and not (before and is_beside(before.claim, claim) and (is_part(before.claim, kind) or is_whole(before.claim, kind)))
      local parts = (whole or opens) and parts_from(read, whole and position + 1 or position, kind) or {}
      local added = #parts > 1 and (not whole or is_beside(parts[1], claim)) and added_of(parts) or nil
      local behind = added and not whole and whole_behind(read, position + #parts, parts, added)
      if whole or text.same(kind.whole, "staff.totals") and is_persons(claim) and matches(claim, "staff.on_duty") and not is_vague(claim) then add_sections(found, read, claim) end
      if added and whole then add(found, read, claim, parts, added)
      elseif behind then add(found, read, behind, parts, added, true) end
    end
  end
  return found
end

-- 全文说的编制、在职人数：没有分种类的在先；说法不一的为 nil。
local function only(document, name, part)
  local found, some = { wholes = {}, parts = {} }, nil
  for _, list in ipairs { document:claims(), document:mentions() } do
    for _, claim in ipairs(list) do
      if is_persons(claim) and matches(claim, name) then
        if is_vague(claim) then return nil end
        table.insert(matches(claim, part) and found.parts or found.wholes, claim)
      end
    end
  end
  for _, claim in ipairs(#found.wholes > 0 and found.wholes or found.parts) do
    if some and not is_equal(counts.number(some.amount), counts.number(claim.amount)) then return nil end
    some = claim
  end
  return some
end

-- 在职人数与编制数：{ persons, posts }；有一个没有说、说法不一的为 nil。
function staff.told(document)
  local persons, posts = only(document, "staff.on_duty", "staff.on_duty_parts"), only(document, "staff.posts", "staff.post_parts")
  if not persons or not posts or counts.number(posts.amount):zero() then return nil end
  return { persons = persons, posts = posts, rate = counts.number(persons.amount) / counts.number(posts.amount) }
end

-- 填报的控制率是不是这个数：最后一位的一个单位以内（截尾、进一）也算。
function staff.fits(check, printed, rate)
  local decimals = text.match(tostring(printed), "[.]([0-9]*[1-9])")
  local sign = printed:is_rate() and "%" or ""
  local digit = amount((decimals and "0." .. string.rep("0", text.length(decimals[1]) - 1) .. "1" or "1") .. sign)
  return check:agrees(printed, rate) or (printed - rate):absolute() <= digit
end

return staff
