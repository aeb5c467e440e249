-- 文字说明里的项目与自评表是不是同一个：名称去掉“项目”“经费”等字以后相同。

local narrative = require "narrative"

local form_names = {}

local function core(words)
  return text.replace(text.replace(narrative.plain(words), "^(其中)?(20[0-9]{2}年度?)?", ""), param "disclosure.form_tails", "")
end

local function is_long(name) return text.length(name) >= param "disclosure.form_name" end

-- 事项就是这张表的项目。
function form_names.is_about(claim, evaluation)
  local name = core(evaluation.name)
  return is_long(name) and narrative.is_same(core(claim.subject), name)
end

-- 报表的一行就是这张表的项目。
function form_names.is_row(label, evaluation)
  local name = core(evaluation.name)
  return is_long(name) and narrative.is_same(core(text.replace(label or "", "^\\s*[0-9]+\\s*[.、．]?\\s*", "")), name)
end

-- 文字里说到名称的那张表；几张的名称都说到了的，是名称最长的；没有的为 nil。
function form_names.named(document, words)
  local found, longest, plain = nil, nil, narrative.plain(words)
  for _, e in ipairs(document:evaluations()) do
    local name = core(e.name)
    local longer = is_long(name) and (not longest or text.length(name) > text.length(longest))
    if longer and text.contains(plain, name) then found, longest = e, name end
  end
  return found
end

-- 这一节是这张表的项目的报告。
function form_names.is_report(claim, evaluation)
  local name, section = core(evaluation.name), narrative.plain(claim.section)
  return is_long(name) and text.contains(section, name) and text.match(section, param "disclosure.report") ~= nil
end

return form_names
