-- 文字说某一等级的项目有几个，公开的各张项目表里有几个。

local counts = require "sheet_counts"
local form_sums = require "form_sums"
local grades = require "grades"
local narrative = require "narrative"
local projects = require "form_projects"

local form_grades = {}

-- 一张表的等级：印了的用印的，没有印的按总分；都没有的为 nil。
local function grade_of(e)
  if e.grade then return grades.named(e.grade) end
  return not e.total_score:missing() and grades.of(e.total_score) or nil
end

-- 各等级有几张项目表；有一张看不出等级、公开的不是全部项目的为 nil。
local function published(document)
  local number, told = projects.count(document), projects.told(document)
  if not number or not told.named then return nil end
  local most, found = counts.number(told.most.amount), {}
  if most < number or most > number then return nil end
  for _, e in ipairs(form_sums.projects(document)) do
    local grade = grade_of(e)
    if not grade then return nil end
    found[grade] = (found[grade] or 0) + 1
  end
  return found, number
end

-- 文字里说等级的各条：{ claim, grade, section }。
local function told(document)
  local found = {}
  for _, entry in ipairs(narrative.read(document).entries) do
    local claim = entry.claim
    local subject = narrative.plain(claim.subject)
    local counted = text.same(claim.kind, "count") and not claim.amount:missing() and text.match(claim.unit or "", "^[个项]$")
    local word = counted and text.match(subject, param "narrative.grade_subject") and text.match(subject, param "narrative.grade_word")
    local grade = word and grades.named(word[1])
    if grade then found[#found + 1] = { claim = claim, grade = grade, section = claim.section or "" } end
  end
  return found
end

-- { claim, grade, told, found, number, added }；added 是同一节说的各等级之和。
function form_grades.pairs_of(document)
  local by_grade, number = published(document)
  local all, found = by_grade and told(document) or {}, {}
  for _, one in ipairs(all) do
    local beside = {}
    for _, other in ipairs(all) do
      if narrative.is_same(other.section, one.section) then beside[#beside + 1] = counts.number(other.claim.amount) end
    end
    found[#found + 1] = { claim = one.claim, grade = one.grade, told = counts.number(one.claim.amount), found = amount(tostring(by_grade[one.grade] or 0)), number = number, added = sum(beside) }
  end
  return found
end

return form_grades
