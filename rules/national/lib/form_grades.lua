-- 文字说某一等级的项目有几个，公开的各张项目表里有几个。

local counts = require "sheet_counts"
local form_sums = require "form_sums"
local grades = require "grades"
local narrative = require "narrative"
local projects = require "form_projects"

local form_grades = {}

-- 一张表按总分的等级，没有总分的为 nil。
local function scored(e) return not e.total_score:missing() and grades.of(e.total_score) or nil end

-- 各等级有几张项目表：按印的等级（没有印的按总分）、按总分（没有总分的按印的）；有一张看不出等级、公开的不是全部项目的为 nil。
local function published(document)
  local number, told = projects.count(document), projects.told(document)
  if not number or not told.most then return nil end
  local most, by_print, by_score = counts.number(told.most.amount), {}, {}
  if most < number or most > number then return nil end
  for _, e in ipairs(form_sums.projects(document)) do
    local named, own = e.grade and grades.named(e.grade), scored(e)
    if not named and (e.grade or not own) then return nil end
    by_print[named or own] = (by_print[named or own] or 0) + 1
    by_score[own or named] = (by_score[own or named] or 0) + 1
  end
  return by_print, by_score, number
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

-- { claim, grade, told, found, scored, number, added }：found 按印的等级，scored 按总分；added 是同一节说的各等级之和。
function form_grades.pairs_of(document)
  local by_print, by_score, number = published(document)
  local all, found = by_print and told(document) or {}, {}
  local function figure(list, grade) return amount(tostring(list[grade] or 0)) end
  for _, one in ipairs(all) do
    local beside = {}
    for _, other in ipairs(all) do
      if narrative.is_same(other.section, one.section) then beside[#beside + 1] = counts.number(other.claim.amount) end
    end
    found[#found + 1] = { claim = one.claim, grade = one.grade, told = counts.number(one.claim.amount),
      found = figure(by_print, one.grade), scored = figure(by_score, one.grade), number = number, added = sum(beside) }
  end
  return found
end

return form_grades
