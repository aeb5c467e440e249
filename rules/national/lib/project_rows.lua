-- 一行一个项目的报表（项目支出表、自评情况汇总表）里，各行是哪一张自评表（绩效目标表）的。

local counts = require "sheet_counts"
local form_names = require "form_names"
local forms = require "forms"
local names = require "names"
local narrative = require "narrative"

local rows = {}

-- 这张表里唯一的那一行；没有、有几行的为 nil。
local function only_row(t, e)
  local found
  for _, row in ipairs(t:rows()) do
    if form_names.is_row(row.label, e) then
      if found then return nil end
      found = row
    end
  end
  return found
end

-- 项目支出表的总数一栏：第一个能相加的栏叫合计、总计、预算数、金额；决算叫决算数、支出数。前面的类型、单位等文字栏不算。
function rows.total_column(t, words)
  for _, column in ipairs(names.additive(t)) do
    if text.match(text.squeeze(column), words) then return column end
    if not text.match(text.squeeze(names.last(column)), param "tables.text_columns") then return nil end
  end
end

-- 汇总表的一栏、自评表的同一个数：{ cell, told, form, agreed }。
function rows.summary_pairs(t, document)
  local found = {}
  for _, e in ipairs(document:evaluations()) do
    local row = text.same(e.scope or "", "project") and only_row(t, e)
    for _, field in ipairs(row and param "tables.summary_fields" or {}) do
      local column = names.only_column(t, field[2])
      local told = text.same(field[1], "total_score") and e.total_score or forms.has_total_fund(e) and forms.total_fund(e):value(field[1])
      local cell = column and told and row:value { column }
      if cell and not cell:missing() and not told:missing() then 
        -- 报表的格都带着金额单位，得分只看数
        local score = text.same(field[1], "total_score")
        local one, other = score and counts.number(cell) or cell, score and counts.number(told) or told
        found[#found + 1] = { cell = cell, told = told, form = e.name, agreed = one <= other and one >= other }
      end
    end
  end
  return found
end

-- 一张项目表可以与一行相等的数：资金总额一行的这几栏；决算还有财政拨款等各行（报表可能只列一种资金）。
local function told_by(e, fields, with_sources)
  local found = {}
  for _, field in ipairs(fields) do
    local own = { forms.total_fund(e) }
    for _, fund in ipairs(with_sources and e:funds() or {}) do own[#own + 1] = fund end
    for _, fund in ipairs(own) do
      if not fund:value(field):missing() then found[#found + 1] = fund:value(field) end
    end
  end
  return found
end

-- 项目支出表的一行和绩效目标表、自评表的资金：{ cell, told, form }，told 有几个数的有一个相等就是相等。
local function pairs_of(t, document, check, column, fields, with_sources)
  local found = {}
  for _, e in ipairs(column and document:evaluations() or {}) do
    local row = text.same(e.scope or "", "project") and forms.has_total_fund(e) and only_row(t, e)
    local cell = row and row:value { column }
    if cell and not cell:missing() then
      local told, agreed = told_by(e, fields, with_sources), false
      for _, one in ipairs(told) do agreed = agreed or narrative.agrees(check, one, cell) end
      if told[1] then found[#found + 1] = { cell = cell, told = told[1], agreed = agreed, form = e.name } end
    end
  end
  return found
end

function rows.project_pairs(t, document, check)
  return pairs_of(t, document, check, rows.total_column(t, param "tables.project_totals"), { "annual", "initial" })
end

-- 项目支出决算表的一行和自评表的执行数。
function rows.account_pairs(t, document, check)
  return pairs_of(t, document, check, rows.total_column(t, param "tables.project_account_totals"), { "executed" }, true)
end

-- 是不是自评情况汇总表：一行一个项目，有得分一栏。
function rows.is_summary(t) return text.match(t.title or t.name, "自评|绩效") ~= nil and names.only_column(t, param("tables.summary_fields")[1][2]) ~= nil end

-- 是不是自评项目清单：没有得分，有全年预算数、执行数两栏。
function rows.is_list(t)
  if text.match(t.title or t.name, "自评|绩效") == nil or rows.is_summary(t) then return false end
  local fields = param "tables.summary_fields"
  return names.only_column(t, fields[3][2]) ~= nil and names.only_column(t, fields[4][2]) ~= nil
end

-- 汇总表金额各栏的合计和各行之和：{ cell, added }；没有合计一行的没有。
function rows.totals(t)
  local total, found = nil, {}
  for _, row in ipairs(t:rows()) do
    if names.has(param "tables.total_rows", row.label) then total = row end
  end
  for _, field in ipairs(total and param "tables.summary_fields" or {}) do
    local column = not text.same(field[1], "total_score") and names.only_column(t, field[2])
    local parts = {}
    for _, row in ipairs(column and t:rows() or {}) do
      if row.label and not names.has(param "tables.total_rows", row.label) and not names.is_of_rates(row, { column }) then parts[#parts + 1] = row:value { column } end
    end
    local cell = column and total:value { column }
    if cell and not cell:missing() and #parts > 1 and not sum(parts):missing() then found[#found + 1] = { cell = cell, added = sum(parts) } end
  end
  return found
end

return rows
