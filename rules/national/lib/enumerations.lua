-- 文字说明里的“总数，其中甲、乙、丙”。

local agreement = require "narrative_tables"
local counts = require "sheet_counts"
local names = require "names"
local narrative = require "narrative"

local enumerations = {}

local function unit_of(entry) return entry.claim.unit or "" end
local function section_of(entry) return entry.claim.section or "" end

-- 从 first 之后起，同一节、同一单位、符合 wanted 的各条；遇到同一单位、不符合的就停。
local function following(read, first, wanted)
  local found = {}
  for index = first + 1, #read.entries do
    local entry, total = read.entries[index], read.entries[first]
    if not narrative.is_same(section_of(entry), section_of(total)) then break end
    if not entry.claim.amount:missing() and narrative.is_same(unit_of(entry), unit_of(total)) then
      if not wanted(entry) then break end
      found[#found + 1] = entry
    end
  end
  return found
end

local function amounts_of(parts)
  local amounts = {}
  for _, part in ipairs(parts) do amounts[#amounts + 1] = part.claim.amount end
  return amounts
end

-- 车辆：{ total, amounts, complete }；列了“其他用车”的，各种都列全了。
function enumerations.vehicles(read)
  local groups = {}
  for index, entry in ipairs(read.entries) do
    local is_total = text.match(narrative.plain(entry.claim.subject), param "narrative.vehicles") and text.same(unit_of(entry), "辆")
    if is_total and not entry.claim.amount:missing() then
      local complete = false
      local parts = following(read, index, function(part)
        local is_kind = text.match(part.claim.subject or "", param "narrative.vehicle_kinds") ~= nil
        complete = complete or is_kind and text.contains(part.claim.subject, "其他")
        return is_kind
      end)
      if #parts > 1 then groups[#groups + 1] = { total = entry.claim, amounts = amounts_of(parts), complete = complete } end
    end
  end
  return groups
end

-- 各项印出的占比加起来是 100%，就是列全了。
local function adds_up(parts)
  local shares = {}
  for _, part in ipairs(parts) do
    if part.claim.percent:missing() then return false end
    shares[#shares + 1] = part.claim.percent
  end
  local all = sum(shares)
  return #parts > 1 and (all - amount "100%"):absolute() <= amount "0.05%"
end

-- 总是列全的几组：基本支出、项目支出……
local function is_known(parts)
  for _, names in ipairs(param "narrative.complete_parts") do
    local seen = 0
    for _, name in ipairs(names) do
      for _, part in ipairs(parts) do
        if part.fact and text.same(part.fact.name, name) then seen = seen + 1 end
      end
    end
    if seen >= #names and #parts <= #names then return true end
  end
  return false
end

-- 个数、人数是确数，差 1 就不是同一个数；金额按印出的位数看。
local function agrees(check, group, added)
  if group.entry.money then return narrative.agrees(check, group.total.amount, added) end
  local whole, parts = counts.number(group.total.amount), counts.number(added)
  return whole <= parts and whole >= parts
end

-- 从 first 起加，加到正好等于总数的；没有的为 nil。
local function run_from(check, group, first)
  local parts = {}
  for index = first, #group.amounts do
    parts[#parts + 1] = group.amounts[index]
    local added = sum(parts)
    -- “实有人数 33 人，其中：在职人数 33 人；退休人员 19 人”：在职的就是全部，退休的不在里面
    if (#parts > 1 or first < 2 and text.same(group.total.unit or "", "人")) and agrees(check, group, added) then return added end
  end
end

-- 连着几项正好等于总数的是一种分法，其前（“含上年结转……”）、其后的是另一种；都加不到的全部相加。
-- 各项本来就是一种分法的（占比加起来是 100%），只从头加起。
function enumerations.added(check, group)
  for first = 1, group.complete and 1 or #group.amounts - 1 do
    local added = run_from(check, group, first)
    if added then return added, true end
  end
  return sum(group.amounts), false
end

-- 总数或其中一项与报表不同、有一项的占比算不通：由那两条规则报，这里不再报。
function enumerations.is_told(check, read, group)
  for _, entry in ipairs { group.entry, table.unpack(group.parts) } do
    local cells, fits = agreement.cells_of(check, read.document, entry), false
    for _, cell in ipairs(cells) do fits = fits or narrative.agrees(check, entry.claim.amount, cell.value) end
    if #cells > 0 and not fits then return true end
    if narrative.is_wrong_share(check, read, entry) then return true end
  end
  return false
end

-- 各项总是分那一件事的（人员经费、公用经费分的是基本支出），之和等于那件事在文字或报表里的数。
local function is_of_owner(check, read, group, added)
  for _, known in ipairs(param "narrative.parts_of") do
    local here = true
    for _, part in ipairs(group.parts) do here = here and part.fact ~= nil and names.has(known[1], part.fact.name) end
    for _, owner in ipairs(here and known[2] or {}) do
      for _, value in ipairs(narrative.values_of(read, narrative.fact(owner))) do
        if narrative.agrees(check, value, added) then return true end
      end
    end
  end
  return false
end

-- 同一节里另有一个总数，各项之和正好等于它：各项分的是那一个（“按功能分类，……”接在项目支出后面，分的是支出合计）。
-- 个数、人数不与金额比。
function enumerations.is_of_another(check, read, group, added)
  if group.entry.money and is_of_owner(check, read, group, added) then return true end
  for _, other in ipairs(group.entry.money and read.entries or {}) do
    local claim = other.claim
    local beside = other.money and not claim.amount:missing() and narrative.is_same(section_of(other), section_of(group.entry))
    if beside and narrative.agrees(check, claim.amount, added) then return true end
  end
  return false
end

-- 其余的：后面几条说的是“这件事的”。采购、车辆另有规则。
function enumerations.groups(read)
  local groups = {}
  for index, entry in ipairs(read.entries) do
    local claim = entry.claim
    local other = entry.fact and text.same(entry.fact.name, "政府采购") or text.same(unit_of(entry), "辆")
      or text.match(narrative.plain(claim.subject), param "narrative.grade_subject") ~= nil   -- “良 1 个。其中一级项目……”分的不是良
      or text.match(narrative.plain(claim.subject), param "narrative.beside_headquarters") ~= nil   -- “局本部以及下属 3 家”，各类连本部一起数
    if claim.subject and not claim.amount:missing() and not other then
      local parts = following(read, index, function(part)
        return part.claim.of ~= nil and narrative.is_same(narrative.short(part.claim.of), narrative.short(claim.subject)) and not text.contains(part.claim.subject or "", param "narrative.overlaps")
      end)
      if #parts > 1 then groups[#groups + 1] = { entry = entry, parts = parts, total = claim, amounts = amounts_of(parts), complete = adds_up(parts) or is_known(parts) } end
    end
  end
  return groups
end

return enumerations
