local counts = require "sheet_counts"
local narrative = require "narrative"

local function is_grade(claim) return text.match(narrative.plain(claim.subject), param "narrative.grade_subject") ~= nil end

-- 一节里接连说的各等级的个数，连同前面说的几个总数、说在第几条：{ grades, totals, position }。
local function groups_of(read)
  local found, open, totals, section = {}, nil, {}, nil
  for position, entry in ipairs(read.entries) do
    local claim = entry.claim
    local here = claim.section or ""
    if not section or not narrative.is_same(section, here) then open, totals, section = nil, {}, here end
    if text.same(claim.kind, "count") and not claim.amount:missing() and text.same(claim.unit or "", "个") then
      if is_grade(claim) then
        if not open then
          open = { grades = {}, totals = totals, position = position }
          found[#found + 1] = open
        end
        table.insert(open.grades, claim)
      elseif text.contains(claim.subject or "", param "narrative.graded") then
        open, totals = nil, { counts.number(claim.amount), table.unpack(totals) }
      end
    end
  end
  return found
end

-- 前面别的一节说的“自评项目”的个数；没有说、说了几个不同的为 nil。
local function told_elsewhere(document, read, position)
  local list, told = {}, nil
  for index = 1, position - 1 do list[index] = read.entries[index].claim end
  for _, mention in ipairs(document:mentions()) do list[#list + 1] = mention end
  for _, claim in ipairs(list) do
    local whole = text.same(claim.kind, "count") and text.same(claim.unit or "", "个") and not claim.amount:missing() and not is_grade(claim)
    if whole and text.match(narrative.plain(claim.subject or ""), param "narrative.evaluated") then
      local number = counts.number(claim.amount)
      if told and (told < number or told > number) then return nil end
      told = number
    end
  end
  return told
end

rule {
  id     = "national.narrative.grade_counts",
  title  = "各等级的项目个数之和应等于自评的项目个数",
  basis  = "文字说明的通行写法：共自评几个项目，其中优几个、良几个（条文待核）",
  on     = { document = { "部门决算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "各等级之和多于项目个数的是警告；少的可能没有都说，只请核实。只说了一个等级的，只看多不多",
  remedy = "请核对各等级的项目个数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, group in ipairs(groups_of(read)) do
      if #group.totals < 1 and #group.grades > 1 then group.totals[1] = told_elsewhere(document, read, group.position) end
      local numbers = {}
      for _, claim in ipairs(group.grades) do numbers[#numbers + 1] = counts.number(claim.amount) end
      local added, nearest, equal, over = sum(numbers), group.totals[1], false, true
      for _, total in ipairs(group.totals) do
        equal, over = equal or added <= total and added >= total, over and added > total
      end
      local last = group.grades[#numbers]
      if nearest and (over or equal or #numbers > 1) then
        check:holds(equal, { at = last.amount, printed = added, expected = nearest, severity = over and "warning" or "verify", values = { gap = (added - nearest):absolute() },
          message = "各等级的项目加起来是 {printed} 个，前面说的是 {expected} 个，相差 {gap} 个。" })
      end
    end
  end,
}
