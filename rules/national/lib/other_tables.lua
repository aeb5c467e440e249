-- 名称不在词汇里的报表：只看栏目和编码能审的，各省自己的名称也不漏。

local names = require "names"
local statements = require "statements"

local others = {}

-- 去掉名称前面的年度和单位。
local function bare(name, document)
  local found = text.replace(name, "^.{0,24}?20[0-9]{2}\\s*年度?\\s*", "")
  local unit = document.unit or ""
  if #unit > 0 and text.same(found:sub(1, #unit), unit) then found = found:sub(#unit + 1) end
  return found
end

local function is_known(name, document)
  local form = bare(name, document)
  return names.has(statements.every(), form) or names.has(statements.every(), name) or names.has(statements.every(), statements.core(form))
end

-- 自评表、绩效目标表读成了报表的：不是按科目的数。
local function is_form(t) return text.contains(t.name, { "绩效", "自评", "目标" }) end

-- 逐张审核名称不认得的报表。
function others.each(run)
  return function(document, check)
    for _, t in ipairs(document:tables()) do
      if not is_known(t.name, document) and not is_form(t) then run(t, check, document) end
    end
  end
end

return others
