-- “三公”表里的本年和上年：两年的预算数（决算数）并排印的表。

local names = require "names"
local sangong = require "sangong"
local tables = require "sangong_tables"

local years = {}

-- 文字里的事项在“三公”表里是哪一项。
years.items = { ["三公经费"] = "total", ["因公出国费"] = "abroad", ["公务用车费"] = "vehicles", ["公务用车购置费"] = "purchase", ["公务用车运行费"] = "running",
                ["公务接待费"] = "reception" }

local function is_last(name, year) return text.match(name, "^(上年|去年|上一年)|" .. tostring(year - 1) .. "年") ~= nil end

-- 决算里印的预算数：比的是两年的决算。
local function is_planned(document, name) return not text.same(document.kind, "budget") and text.contains(name, param "sangong.budget_words") end

local function is_change(name) return text.contains(name, param "changes.words") or text.contains(name, param "changes.rate_words") or text.contains(name, param "changes.amount_words") end

-- 一项在两年的数：{ now, lasts }；没有并排印两年的、没有填数的、合计自己不平的为 nil。
local function pair_of(t, document, item, check)
  local now, lasts = nil, {}
  for _, set in ipairs(document.year and sangong.sets(t) or {}) do
    local name, value = text.squeeze(set.name or ""), set[item]
    if value and not value:missing() and not is_change(name) and not is_planned(document, name) then
      if not sangong.sound(set, check) then return nil end
      if is_last(name, document.year) then lasts[#lasts + 1] = value
      elseif now then return nil   -- 有几栏都像本年的：说不清
      else now = value end
    end
  end
  return now and #lasts > 0 and { now = now, lasts = lasts } or nil
end

-- 别的表（部门整体支出绩效评价基础数据表）里一项一行地列出“三公”经费的。
local function lists_items(t) return t:has_row { "“三公”经费", "三公经费" } and t:has_row(sangong.words.reception) end

local function first_pair(document, item, check, of)
  for _, t in ipairs(document:tables()) do
    local pair = of(t) and pair_of(t, document, item, check)
    if pair then
      pair.table = t.name
      return pair
    end
  end
end

-- 公开文本里第一张并排印两年的“三公”表；没有的，取列出“三公”经费各项的别的表。
function years.find(document, item, check)
  return first_pair(document, item, check, function(t) return names.has(tables.names, t.name or "") end) or first_pair(document, item, check, lists_items)
end

return years
