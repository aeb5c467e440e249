-- 作为指标的“三公”经费变动率、控制率：“三公”表里算得出的各种比率。

local narrative = require "narrative"
local sangong = require "sangong"

local rates = {}

-- "change" 与上年相比，"control" 决算与预算相比；别的指标为 nil。
function rates.kind_of(i)
  local name = narrative.plain(i.level3)
  if text.match(name, param "sangong.change_rates") then return "change" end
  return text.match(name, param "sangong.control_rates") and "control" or nil
end

local function is_last(name, year) return text.match(name, "^(上年|去年|上一年)|" .. tostring(year - 1) .. "年") ~= nil end

-- 一张表里各组的合计：{ value, last, spent }；有一组自己不平的为 nil。
local function totals_of(t, document, check)
  local found = {}
  for _, set in ipairs(sangong.sets(t)) do
    local name, total = text.squeeze(set.name or ""), set.total
    local counted = total and not total:missing() and not text.contains(name, param "changes.words")
    local part = set.reception and (set.vehicles or set.running)
    if counted and not (part and sangong.sound(set, check)) then return nil end
    if counted then found[#found + 1] = { value = total, last = is_last(name, document.year), spent = text.contains(name, param "sangong.spent_words") } end
  end
  return found
end

local function first(list, last, spent)
  for _, one in ipairs(list) do
    local same_year = one.last and last or not one.last and not last
    if same_year and (one.spent and spent or not one.spent and not spent) then return one.value end
  end
end

-- 这一种比率的两个数：{ now, last, expected, table, all }；没有并排印出的为 nil。
function rates.read(document, kind, check)
  for _, t in ipairs(document.year and document:tables() or {}) do
    local list = totals_of(t, document, check)
    for _, spent in ipairs(list and { true, false } or {}) do
      local now, last = first(list, false, spent), first(list, true, spent)
      if text.same(kind, "control") then now, last = spent and first(list, false, true) or nil, first(list, false, false) end
      if now and last and not last:zero() then
        local change = text.same(kind, "change")
        return { now = now, last = last, expected = ((change and (now - last) / last or now / last) * amount "100%"):rounded(4), table = t.name, all = list }
      end
    end
  end
end

local function is_near(check, printed, rate) return check:agrees(printed:absolute(), rate:absolute()) end

-- 表里任何两个数算得出，或者文字里“三公”经费说的就是这个百分比。
function rates.fits(document, check, printed, told)
  for _, one in ipairs(told.all) do
    for _, other in ipairs(told.all) do
      local ratio = not other.value:zero() and one.value / other.value * amount "100%"
      if ratio and (is_near(check, printed, ratio) or is_near(check, printed, ratio - amount "100%")) then return true end
    end
  end
  local read = narrative.read(document)
  for _, entry in ipairs(read.by_fact["三公经费"] or {}) do
    local percent = entry.claim.percent
    if not percent:missing() and is_near(check, printed, percent) then return true end
  end
  return false
end

return rates
