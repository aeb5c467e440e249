-- 文字说明里“几个项目、涉及资金多少”，与公开的各张项目表的资金之和。

local forms = require "forms"
local counts = require "sheet_counts"
local narrative = require "narrative"

local form_sums = {}

-- 各张项目表；没有资金总额一行的、同一项目分几张的，不能相加，为 nil。
local function projects(document)
  local found, seen = {}, {}
  for _, e in ipairs(document:evaluations()) do
    if text.same(e.scope or "", "project") then
      local name = narrative.plain(e.name)
      if seen[name] or not forms.has_total_fund(e) then return nil end
      seen[name], found[#found + 1] = true, e
    end
  end
  return found
end

-- 这一节里说的项目个数，有几个的看最大的，正好是公开的张数。
local function counts_all(read, section, number)
  local most_told
  for _, entry in ipairs(read.entries) do
    local claim = entry.claim
    local project = text.same(claim.kind, "count") and text.same(claim.unit or "", "个") and text.contains(claim.subject or "", "项目")
    if project and narrative.is_same(claim.section or "", section) and not claim.amount:missing() then
      local told = counts.number(claim.amount)
      most_told = most_told and most(most_told, told) or told
    end
  end
  return most_told and most_told <= number and most_told >= number
end

-- 名称叫“财政拨款”的，只加财政拨款的行；没有分列的表按总额。
local function cell_of(e, column, fiscal)
  if fiscal then
    for _, f in ipairs(e:funds()) do
      if text.match(narrative.plain(f.source), param "disclosure.fiscal_rows") then return f:value(column) end
    end
  end
  return forms.total_fund(e):value(column)
end

local function added(list, column, fiscal)
  local cells = {}
  for _, e in ipairs(list) do
    local cell = cell_of(e, column, fiscal)
    if cell:missing() then return nil end
    cells[#cells + 1] = cell
  end
  return sum(cells)
end

-- 事项写明是哪一栏的只比那一栏：“涉及资金（全年执行数）”“实际支出”；没有写明的哪一栏都可以。
local function columns_of(subject)
  if text.match(subject, param "disclosure.form_executed") then return { "executed" } end
  if text.match(subject, param "disclosure.form_planned") then return { "annual", "initial" } end
  return { "annual", "executed", "initial" }
end

-- { told, count, sums, sure }：sums 是各栏之和，第一个是该等于的。
local function group_of(list, claim, columns)
  local group, subject = { told = claim.amount, count = #list, sums = {} }, narrative.plain(claim.subject)
  for _, column in ipairs(columns) do
    for _, fiscal in ipairs(text.contains(subject, "财政拨款") and { true, false } or { false }) do
      local one = added(list, column, fiscal)
      if one then table.insert(group.sums, one) end
    end
  end
  return group
end

-- 没有说几个项目，而同一节里说了预算数、执行数各一个：有一个正好是各表之和，说的就是这些表，另一个也应是。
local function twins(list, read, found)
  local pairs_of, order = {}, {}
  for _, entry in ipairs(read.entries) do
    local claim, subject = entry.claim, narrative.plain(entry.claim.subject)
    local role = text.match(subject, param "disclosure.form_executed") and "executed" or text.match(subject, param "disclosure.form_planned") and "annual"
    if role and entry.money and not claim.direction and not claim.amount:missing() then
      local section = claim.section or ""
      if not pairs_of[section] then
        pairs_of[section] = { executed = {}, annual = {} }
        order[#order + 1] = section
      end
      table.insert(pairs_of[section][role], claim)
    end
  end
  for _, section in ipairs(order) do
    local spent, planned = pairs_of[section].executed, pairs_of[section].annual
    if #spent == 1 and #planned == 1 then
      found[#found + 1] = { group_of(list, planned[1], { "annual" }), group_of(list, spent[1], { "executed" }) }
    end
  end
end

-- 各条说法；counted 是说了项目个数的，paired 是一对一对的。
function form_sums.groups(document)
  local list = projects(document)
  local counted, paired = {}, {}
  if not list or #list < 2 then return counted, paired end
  local read, number = narrative.read(document), amount(tostring(#list))
  for _, entry in ipairs(read.entries) do
    local claim, subject = entry.claim, narrative.plain(entry.claim.subject)
    local whole = entry.money and not claim.amount:missing() and not claim.direction and text.match(subject, param "disclosure.form_money") ~= nil
    if whole and counts_all(read, claim.section or "", number) then counted[#counted + 1] = group_of(list, claim, columns_of(subject)) end
  end
  twins(list, read, paired)
  return counted, paired
end

form_sums.projects = projects

return form_sums
