-- 同一节里说了几次的项目个数：“上述 4 个项目”、一级项目几个和二级项目几个，与前面说的个数。

local counts = require "sheet_counts"
local narrative = require "narrative"

local projects = {}

local function is_project_count(claim)
  return text.same(claim.kind, "count") and text.same(claim.unit or "", "个") and text.contains(claim.subject or "", "项目")
end

local function is_vague(claim) return text.contains(claim:printed "amount" or "", param "narrative.vague_counts") or claim.amount:missing() end

-- 说的是前面说过的那几个项目：上述项目、上述项目中。
local function is_again(claim) return text.match(narrative.plain(claim.subject), param "narrative.above_projects") ~= nil end

local function is_equal(one, other) return one <= other and one >= other end

local function is_same_part(one, other) return narrative.is_same(narrative.section_root(one.section), narrative.section_root(other.section)) end

-- 同一节里前面说的：最近的一个项目个数，以“个”计的各数（近的在前），说了金额的几个项目；没有项目个数、有一个不是确数的为 nil。
local function told_before(read, position)
  local own, found, named = read.entries[position].claim, { numbers = {}, names = {} }, {}
  for index = position - 1, 1, -1 do
    local entry = read.entries[index]
    local claim, name = entry.claim, narrative.plain(entry.claim.subject)
    if not is_same_part(claim, own) then break end
    if text.same(claim.kind, "count") and text.same(claim.unit or "", "个") and not is_again(claim) then
      if is_vague(claim) then return nil end
      found.numbers[#found.numbers + 1] = counts.number(claim.amount)
      if is_project_count(claim) then found.nearest = found.nearest or claim end
    elseif entry.money and text.contains(name, "项目") and not named[name] then
      named[name] = true
      found.names[#found.names + 1] = name
    end
  end
  return found.nearest and found or nil
end

-- 这个数是前面的一个、其中连着几个之和、两个之差（其余的几个），公开的自评表的张数，或者前面逐个说了的项目。
local function is_told(document, number, before)
  local numbers = before.numbers
  for first = 1, #numbers do
    local added = {}
    for index = first, #numbers do
      added[#added + 1] = numbers[index]
      if is_equal(sum(added), number) or is_equal((numbers[first] - numbers[index]):absolute(), number) then return true end
    end
  end
  return is_equal(amount(tostring(#document:evaluations())), number) or is_equal(amount(tostring(#before.names)), number)
end

-- “上述 N 个项目”：{ claim, expected, agreed }，前面没有说过个数的不算。
function projects.again(read)
  local found = {}
  for position, entry in ipairs(read.entries) do
    local claim = entry.claim
    local before = is_project_count(claim) and is_again(claim) and not is_vague(claim) and told_before(read, position)
    if before then
      found[#found + 1] = { claim = claim, expected = before.nearest.amount, agreed = is_told(read.document, counts.number(claim.amount), before) }
    end
  end
  return found
end

local function level_of(claim) return is_project_count(claim) and text.match(narrative.plain(claim.subject), param "narrative.project_levels") or nil end

-- 接连说的一级项目、二级项目：{ claim, expected, added, agreed }；总数可以是两级之和，也可以只数其中一级（一级项目下面分二级项目）。
function projects.levels(read)
  local found = {}
  for position, entry in ipairs(read.entries) do
    local next = read.entries[position + 1]
    local one, two = level_of(entry.claim), next and level_of(next.claim)
    local pair = one and two and not text.same(one, two) and narrative.is_same(entry.claim.section or "", next.claim.section or "")
    local before = pair and not is_vague(entry.claim) and not is_vague(next.claim) and told_before(read, position)
    if before then
      local first, second = counts.number(entry.claim.amount), counts.number(next.claim.amount)
      local agreed = false
      for _, number in ipairs { first + second, first, second } do agreed = agreed or is_told(read.document, number, before) end
      found[#found + 1] = { claim = next.claim, expected = before.nearest.amount, added = first + second, agreed = agreed }
    end
  end
  return found
end

return projects
