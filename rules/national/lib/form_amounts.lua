-- 文字说明里说到一个项目的预算数和执行数，该与哪一张自评表的哪一栏相同。

local forms = require "forms"
local form_names = require "form_names"
local narrative = require "narrative"
local wholes = require "form_wholes"

local form_amounts = {}

local function add(found, told, column, severity)
  if not told:missing() then found[#found + 1] = { told = told, column = column, severity = severity } end
end

-- 一条说明里的数各是哪一栏的：{ told, column, severity }。
local function columns_of(claim, is_report)
  local found, subject = {}, claim.subject or ""
  if text.same(claim.kind, "completion") then
    add(found, claim.budget, "annual")
    if not claim.budget:missing() then add(found, claim.amount, "executed") end
  elseif text.contains(subject, param "disclosure.planned") then
    add(found, claim.amount, "annual", is_report and "verify" or nil)
  elseif is_report and text.match(subject, param "disclosure.spent") then
    add(found, claim.amount, "executed", "verify")
  end
  return found
end

-- { told, cell, severity, name }：同名的几张表里有一张相符就是相符。
function form_amounts.pairs_of(document, check)
  local found = {}
  for _, entry in ipairs(narrative.read(document).entries) do
    local claim = entry.claim
    for _, told in ipairs(entry.money and columns_of(claim, form_amounts.reports(document, claim)) or {}) do
      local other, agreed
      for _, e in ipairs(document:evaluations()) do
        local named = form_names.is_about(claim, e) or form_names.is_report(claim, e)
        local cell = forms.has_total_fund(e) and forms.total_fund(e):value(told.column)
        if cell and not cell:missing() then
          -- 报告的起止可能认错：与别的表相符的，也算相符
          local fits = narrative.agrees(check, told.told, cell)
          -- 单位写错的由 national.disclosure.form_over_total 说
          if fits and (named or told.severity) or named and wholes.is_slip(document, e) then agreed = true elseif named then other = { cell = cell, name = e.name } end
        end
      end
      if other or agreed then found[#found + 1] = { told = told.told, severity = told.severity, cell = not agreed and other.cell, name = other and other.name } end
    end
  end
  return found
end

-- 这条说明在一个项目的报告里。
function form_amounts.reports(document, claim)
  for _, e in ipairs(document:evaluations()) do
    if form_names.is_report(claim, e) then return true end
  end
  return false
end

return form_amounts
