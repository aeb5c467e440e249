local counts = require "sheet_counts"
local narrative = require "narrative"

-- 有没有填数都算。
local function has_unit(claim, units) return text.same(claim.kind, "count") and claim.unit and text.match(text.fold(claim.unit), units) end

local function is_count(claim, units) return has_unit(claim, units) and not claim.amount:missing() end

-- 批次（团组）后面紧接着说的人次；说的不是这件事的为 nil。
local function persons_after(read, position, groups)
  for after = position + 1, #read.entries do
    local claim = read.entries[after].claim
    if not narrative.is_same(claim.section or "", groups.section or "") then return nil end
    if text.same(claim.kind, "count") then
      local named = text.match(narrative.plain(claim.subject), param "narrative.visitors")
      return is_count(claim, param "narrative.person_units") and named and claim or nil
    end
  end
end

local function is_named(claim) return text.match(narrative.plain(claim.subject), param "narrative.visitors") ~= nil end

-- 人次写在批次前面的（接待 29 人次、37 批次）：紧挨着、事项相同，前面不是批次；不是这样的为 nil。
local function groups_after(read, position)
  local own, before, after = read.entries[position].claim, read.entries[position - 1], read.entries[position + 1]
  local function is_beside(entry) return narrative.is_same(entry.claim.section or "", own.section or "") end
  if not is_count(own, param "narrative.person_units") or not is_named(own) or not after or not is_beside(after) then return nil end
  if before and is_beside(before) and has_unit(before.claim, param "narrative.group_units") then return nil end
  local same = narrative.is_same(narrative.plain(after.claim.subject), narrative.plain(own.subject))
  return same and is_count(after.claim, param "narrative.batch_units") and after.claim or nil
end

-- 文字里的每一对：{ groups, persons, row }。
local function told(read)
  local found = {}
  for position, entry in ipairs(read.entries) do
    local claim = entry.claim
    local groups = groups_after(read, position)
    if groups then found[#found + 1] = { name = claim.subject, groups = groups.amount, persons = claim.amount, unit = groups.unit, person_unit = claim.unit } end
    if is_count(claim, param "narrative.group_units") and is_named(claim) then
      local persons = persons_after(read, position, claim)
      if persons then found[#found + 1] = { name = claim.subject, groups = claim.amount, persons = persons.amount, unit = claim.unit, person_unit = persons.unit } end
    end
  end
  return found
end

-- “三公”表的相关统计数里的每一对。
local function printed(document)
  local found = {}
  for _, pair in ipairs(param "narrative.visitor_rows") do
    local groups, persons = counts.cells(document, pair[1])[1], counts.cells(document, pair[2])[1]
    if groups and persons then found[#found + 1] = { name = pair[1], groups = groups.value, persons = persons.value, unit = "", person_unit = "" } end
  end
  return found
end

rule {
  id     = "national.narrative.visitors",
  title  = "接待、出国的人次不应少于批次（团组数）",
  basis  = "“三公”经费的相关统计数：一批（一个团组）至少一人（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "verify",
  note   = "勾稽 I55；文字里批次后面紧接着说的人次，和“三公”表里的同一项",
  remedy = "请核对批次（团组数）和人次，看是不是填反了。",

  run = function(document, check)
    for _, list in ipairs { told(narrative.read(document)), printed(document) } do
      for _, pair in ipairs(list) do
        local groups, persons = counts.number(pair.groups), counts.number(pair.persons)
        local values = { name = pair.name, groups = pair.groups, persons = pair.persons, unit = pair.unit, person_unit = pair.person_unit }
        local some = groups > amount "0"
        check:holds(persons >= groups and (some or persons <= groups), { at = pair.persons, expected = "不少于 " .. tostring(pair.groups), values = values,
          case = some and "fewer" or "none",
          message = some and "{name} {groups} {unit}，只有 {persons} {person_unit}：人次少于批次（团组数），像是填反了。"
            or "{name} {groups} {unit}，却有 {persons} {person_unit}。" })
      end
    end
  end,
}
