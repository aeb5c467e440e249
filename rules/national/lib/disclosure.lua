-- 一份公开文本从头到尾的读法：事实、自评表、报表、文字说明。各版式只说怎样认、与全国有什么不同。

local accounts = require "accounts"
local claims = require "claims"
local conclusions = require "conclusions"
local facts = require "facts"
local flow = require "flow_forms"
local flow_targets = require "flow_targets"
local places = require "places"
local statements = require "statements"
local words = require "evaluation_forms"

local disclosure = {}

-- 一份文件里有的表还留着格子，有的没有：按格读出的之外，其余的按表头重建。
local function with_flow(source, out, own, drawn, targets)
  if targets then
    if not flow_targets.remaining(source, drawn)[1] then return drawn end
  else
    if #drawn > 0 and not flow.remains(source, drawn) then return drawn end
    if not source:heads(flow.indicator_heads)[1] then return drawn end
  end
  local _, found, places = (targets and flow_targets or flow).read_all(source, out, drawn)
  local form = found[1] or {}
  out:document {
    unit = not own.unit and not out:has "unit" and (form.unit or form.implementer or form.department) or nil,
    year = not own.year and not out:has "year" and form.year and form.year:match "20[0-9]{2}" or nil,
  }
  local all = {}
  for _, list in ipairs { drawn, places } do
    for _, place in ipairs(list) do
      all[#all + 1] = place
      place.made = #all   -- 写出的次序，下面按行排
    end
  end
  table.sort(all, function(one, other) return one.first_line < other.first_line end)
  return all
end

-- 预算里的绩效目标表从第一张的标题起读：前面是报表，再前面是目录。没有目标表的为 nil。
local function first_target(source, vocabulary)
  local head = source:heads(flow.heads_of(vocabulary))[1]
  local titles = head and source:all("(" .. table.concat(vocabulary.titles, "|") .. ")", 1, head.first_line) or {}
  return titles[#titles]
end

-- 有框线的自评表按格读；没有框线的按表头重建，表里的单位、年度在全文没有写明时用。返回张数。
local function read_forms(source, out, own, vocabulary, below_title)
  local from = not below_title and 1 or first_target(source, vocabulary)
  if from then return with_flow(source, out, own, out:forms(vocabulary, from), below_title) end
  -- 没有目标表，预算和上一年度的自评表在一份文件里的：自评表照自评表读。
  return source:find("自评\\S{0,10}表") and out:forms(words) or {}
end

-- 只有自评表的文件是绩效自评，不论表里说了多少次预算、决算。
local function kind_of(source, own)
  if own.kind and source:find("(部门|单位)?(决算|预算)(公开|说明|报告|信息|编制|情况)|(部门|单位)(决算|预算)|(决算|预算)\\S{0,12}表", 1) then return own.kind end
  return nil
end

-- settings：kind 种类，forms 自评表词汇，form_heads 词汇里这个版式自己的栏名，forms_below_title 表只从标题起读；没有写的按全国样式。返回自评表、报表、文字说明各有多少。
function disclosure.read(source, out, settings)
  settings = settings or {}
  local own = facts.read(source)
  own.unit = own.unit or accounts.unit(source)
  own.year = own.year or accounts.year(source)
  local kind = settings.kind or kind_of(source, own)
  -- 只有自评表的文件：表里写的单位、年度为准，没有写的才看标题和别处。
  local forms, said
  if settings.kind == "self_evaluation" then
    local drawn = source:forms(settings.forms or words)
    if #drawn > 0 then
      if not drawn[1].money_unit then out:document { money_unit = own.money_unit or accounts.money_unit(source) } end
      forms = out:forms(settings.forms or words)
      if out:has "unit" then said, own.unit = own.unit, nil end
      if out:has "year" then own.year = nil end
      if out:has "department" then own.department = nil end
    end
  end
  out:document {
    unit = own.unit, year = own.year,
    money_unit = not out:has "money_unit" and (own.money_unit or accounts.money_unit(source)) or nil,
    unit_code = own.unit_code, department = own.department, published_on = own.published_on,
    approved_on = own.approved_on, level = own.level, kind = kind,
  }
  said = own.unit or said
  local unit_name = type(said) == "string" and said or said and said.text
  local region = places.district(source, unit_name)
  if region then out:document { region = region, level = own.level or "县" } end
  local province, seat = places.seat(source, unit_name)
  if seat then out:document { province = province, region = seat, level = own.level or "县" } end
  if not seat and own.unit and type(own.unit) ~= "string" and places.is_banner(source, unit_name) then
    out:document { province = own.unit:as("内蒙古自治区"):doubt "没有印出，由“旗”推定" }
  end
  if places.is_central(source, unit_name) then out:document { province = "中央", level = "中央" } end
  local inferred = not out:has "province" and (places.registered(source) or places.in_duties(source))
  if inferred and not (unit_name and source:province(unit_name) or places.province(source)) then out:document { province = inferred } end
  if forms and #forms > 0 then
    forms = with_flow(source, out, own, forms)
  else
    forms = read_forms(source, out, own, settings.forms or words, settings.forms_below_title)
  end
  conclusions.read(source, out, forms)
  local tables = #out:tables(statements.book(kind or "final_accounts", settings.form_heads))
  local figures = out:claims(claims)
  if not kind then
    out:document { kind = #forms > 0 and tables < 1 and "self_evaluation" or own.kind or "final_accounts" }
  end
  return #forms, tables, figures
end

return disclosure
