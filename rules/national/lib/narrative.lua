-- 文字说明里的数：说的是哪一件事，报表里是多少，别处又说是多少。

local names = require "names"
local percents = require "percents"
local sangong = require "sangong"
local vocabulary = require "narrative_facts"

local narrative = {}

-- 事项的比较形式。
function narrative.plain(words)
  return text.replace(text.squeeze(text.fold(words or "")), "[“”\"'‘’()（）、，,：:*]", "")
end

local function is_same(one, other) return ({ [one] = true })[other] or false end
narrative.is_same = is_same

-- 写法 → 事项；所占的总数另有简略的写法。
local index, wider = {}, {}
for _, fact in ipairs(vocabulary.facts) do
  for _, word in ipairs(fact.words) do index[word] = fact end
  for _, word in ipairs(fact.also or {}) do wider[word] = fact end
end

local by_name = {}
for _, fact in ipairs(vocabulary.facts) do by_name[fact.name] = fact end

function narrative.fact(name) return by_name[name] end

local tails = "(?:决算|预算)?(?:总额|总计|总数|数额|金额|数)?$"
local heads = "^(?:本部门|本单位|部门|单位|本年度|本年|全年|当年|20[0-9]{2}年度?)+"
local kinds_of_budget = "一般公共预算|公共财政预算|公共预算|政府性基金预算|国有资本经营预算|预算拨款|预算财政拨款"

-- 事项对应的事实；认不出为 nil。whole 为真的，说的是所占的总数。
function narrative.fact_named(words, whole)
  local function known(form) return index[form] or whole and wider[form] or nil end
  local plain = narrative.plain(words)
  local found = known(plain)
  if found then return found end
  local short = text.replace(plain, tails, "")
  local bare = text.replace(short, heads, "")
  return known(short) or known(bare) or known(text.replace(bare, "支出$", "")) or known(text.replace(plain, heads, ""))
    or known(text.replace(text.replace(bare, "总支出$", "支出"), "总收入$", "收入"))
end

-- 各项印在“（二）1”“三.五.2”下面的，与“（二）”“三.五”是同一节。
function narrative.section_root(section) return text.replace(section or "", "[.．]?[（(]?[0-9]+[)）]?$", "") end

-- 去掉“决算”“总额”等末尾的字，比较“其中”说的是不是这件事。
function narrative.short(words) return text.replace(narrative.plain(words), tails, "") end

-- “……（款）行政运行（项）本年预算”说的是行政运行；“教育（类）支出”说的是教育支出。
function narrative.item_named(words)
  local folded = text.squeeze(text.fold(words or ""))
  local item = text.match(folded, "([^()]+)\\(项\\)") or text.match(folded, "([^()]+)\\(款\\)[^()]*$")
  if item then return item[1] end
  return text.replace(text.replace(folded, "\\(类\\)", ""), tails, "")
end

function narrative.is_money(claim) return claim.unit ~= nil and text.match(claim.unit, "元$") ~= nil end

-- 栏名可以带着本年度：“2021年预算数”、“2021年度预算数”、“2021年预算数/项目支出”。
local function with_year(document, columns)
  local names = {}
  for _, name in ipairs(columns) do names[#names + 1] = name end
  for _, name in ipairs(document.year and columns or {}) do
    for _, year in ipairs { "年", "年度", "", "年预算数/", "年度预算数/", "年预算/" } do names[#names + 1] = document.year .. year .. name end
  end
  return names
end

narrative.with_year = with_year

-- 一行在这几栏里的数；收入、支出分两边的表，两边的栏名可以不同（收入印“金额”，支出印“合计”），取有数的那一栏。
local function value_of(t, row, columns)
  local value = row:value(columns)
  for _, column in ipairs(row.side and value:missing() and columns or {}) do
    local other = t:has_column { column } and row:value(column)
    if other and not other:missing() then return other end
  end
  return value
end

-- 一行一个年度的表（2022年预算数、2023年预算数），别的年度的那一行。
local function is_other_year(document, row)
  local year = row.label and text.match(row.label, "(20[0-9]{2})年")
  return year and document.year and not text.contains(row.label, tostring(document.year)) or row.label and text.contains(row.label, "上年") or false
end

-- 印在“一般公共预算”一组下面的一栏，同一行还有别的资金：只是一种资金的数，不是全部。
local function is_one_fund(t, row, columns)
  local own, beside = false, false
  for _, column in ipairs(t.columns) do
    local parts = text.split(column, "/")
    for _, name in ipairs(#parts > 1 and text.match(parts[1], "^一般公共预算") and columns or {}) do own = own or is_same(parts[#parts], name) end
    if text.match(parts[1], param "narrative.other_fund_columns") then
      local value = row:value(column)
      beside = beside or not value:missing() and not value:zero()
    end
  end
  return own and beside
end

-- 一格的数；没有这张表、这一栏、这一行或没有数的为 nil。
local function cell_at(document, place, row_names)
  if not document:has_table(place.tables) then return nil end
  local t = document:table(place.tables)
  if place.alone and (#t:rows() > 1 or #t:rows() > 0 and t:rows()[1]:doubtful()) then return nil end
  local wanted = row_names or place.rows
  local columns = wanted and #t.columns < 2 and { t.columns[1] } or with_year(document, place.columns)
  if not t:has_column(columns) or place.whole_column and not names.meet(t.columns, columns) then return nil end
  local names_wanted = {}
  for _, name in ipairs(wanted or {}) do names_wanted[narrative.plain(text.label(name))] = true end
  for _, row in ipairs(t:rows()) do
    local named
    if wanted then
      named = row.label and names_wanted[narrative.plain(text.label(text.replace(row.label, "[★☆※#]", "")))]
    else
      named = not is_other_year(document, row)
    end
    if named and (not place.side or not row.side or is_same(row.side, place.side)) then
      local value = value_of(t, row, columns)
      if not value:missing() and not value:is_rate() then return value, row, t end
    end
  end
end
narrative.cell_at = cell_at

-- 合计行不等于各类之和的表，合计不可信：那是另一条规则的事。
local function is_sound(value, row, t, place)
  if row.code or #t.columns < 2 then return true end
  local classes = {}
  for _, one in ipairs(t:rows()) do
    if one.code and text.match(one.code, "^[0-9]{3}$") then classes[#classes + 1] = one:value(place.columns) end
  end
  local total = sum(classes)
  return #classes < 1 or total:missing() or (total <= value and total >= value) or (total - value):absolute() <= amount("0.05", "万元")
end

-- 还花了政府性基金的：一般公共预算的表不是全部支出。
local function has_other_funds(document)
  for _, place in ipairs(by_name["政府性基金支出"].places) do
    local value = cell_at(document, place)
    if value and not value:zero() then return true end
  end
  return false
end

-- 报表里这件事的数，{ value, table, implied }；有几处的都给出。implied：“三公”经费合计按各分项应有的数。
function narrative.cells(document, fact)
  local found = {}
  for _, place in ipairs(fact.places or {}) do
    local value, row, t = cell_at(document, place)
    if value and fact.name and text.contains(t.name or "", "三公") and sangong.misread(t) then value = nil end
    if value and not fact.general and is_one_fund(t, row, place.columns) then value = nil end
    -- 合计不可信的表排在前面时，后面口径更窄的表也不拿来比：那里另有疑点。
    if value and not is_sound(value, row, t, place) and #found < 1 then return found end
    local narrow = place.within and #found < 1 and (document:has_table(place.within) or not fact.general and has_other_funds(document))
    if value and not narrow and is_sound(value, row, t, place) then found[#found + 1] = { value = value, table = t.name, implied = sangong.implied(t, value), row = row, columns = t.columns } end
  end
  return found
end

-- 基本支出、项目支出在一般公共预算的表里的数：文字说的可以只是一般公共预算的。
function narrative.general_cells(document, fact)
  local found = {}
  for _, place in ipairs(fact.places or {}) do
    local value, row, t = cell_at(document, place)
    if place.within and value and is_sound(value, row, t, place) then found[#found + 1] = { value = value, table = t.name } end
  end
  return found
end

-- 说的是财政拨款的：不与全部资金的表比。
local function is_fiscal(fact) return fact.general or text.contains(fact.name, "财政拨款") end

-- 功能分类科目的数：说“占一般公共预算支出”的只看一般公共预算的表，说“占财政拨款支出”的不看全部资金的表。scope：没有说“占……”时，同一节说的那件事。
function narrative.item_cells(document, item, of, scope)
  local fact = scope or of and narrative.fact_named(of, true)
  local groups = { "general", "fiscal", "whole" }
  if fact and fact.general then groups = { "general" }
  elseif fact and is_fiscal(fact) then groups = { "fiscal", "general" }
  elseif fact then groups = { "fiscal", "whole", "general" } end
  local found = {}
  for _, group in ipairs(groups) do
    for _, place in ipairs(vocabulary.item_places[group]) do
      local value, row, t = cell_at(document, place, { item, item .. "支出" })
      if value then found[#found + 1] = { value = value, table = t.name } end
    end
  end
  return found
end

-- 决算里说的预算数不是执行数；说的是上年的也不是。
local function is_other_figure(document, words)
  local plain = narrative.plain(words)
  if text.match(plain, "^(上年|去年|上一年)(?:度)?(预算|决算|执行|同期|三公)") then return true end
  if document.year and text.contains(plain, tostring(document.year - 1) .. "年") then return true end
  return text.same(document.kind, "final_accounts") and text.contains(text.replace(plain, kinds_of_budget, ""), "预算")
end

-- 认过的写法记在 memo 里：一份公开文本里同样的写法很多。
local function fact_of(read, words, whole)
  local memo = whole and read.wholes or read.subjects
  if not words then return nil end
  if memo[words] == nil then memo[words] = not is_other_figure(read.document, words) and narrative.fact_named(words, whole) or false end
  return memo[words] or nil
end

-- 同一个总数的另一项占比：与这一项并列，不是这一项的范围。
local function is_beside(claim, other) return claim.of ~= nil and other.of ~= nil and is_same(claim.of, other.of) end

-- 同一节前面说过这些的，这里说的是那里面的数。
local function is_inside(read, position, claim, fact, section)
  for before = position - 1, 1, -1 do
    local other = read.entries[before].claim
    if not is_same(other.section or "", section) then return false end
    if text.contains(narrative.plain(other.subject), fact.scoped) and not is_beside(claim, other) then return true end
  end
  return false
end

-- “一般公共预算拨款占收入预算的……”说的是这一项收入。
local function is_income(claim)
  local of = narrative.plain(claim.of)
  return claim.subject ~= nil and text.contains(of, "收入") and not text.contains(of, "支出") and not text.contains(narrative.plain(claim.subject), { "收入", "支出", "结转", "结余" })
end

-- 分条列的（1.、2.）在哪一节：“三.四.1”在“三.四”，“二.四（二）1”在“二.四（二）”。
local function parent_of(section)
  local number = "[.]?[0-9]+$"
  return text.match(section, number) and text.replace(section, number, "")
end

-- 没有说“占……”的科目：同一节前面说的是财政拨款的，它也是；分条列的（1.、2.）看它们上面的一节。
local function scope_of(read, entry, section)
  if entry.fact or entry.whole then return nil end
  local parent = parent_of(section)
  for before = entry.position - 1, 1, -1 do
    local other = read.entries[before]
    local there = other.claim.section or ""
    if not is_same(there, section) and not (parent and (is_same(there, parent) or is_same(parent_of(there) or "", parent))) then return nil end
    for _, fact in ipairs { other.fact or false, other.of or false } do
      if fact and is_fiscal(fact) and text.contains(fact.name, "支出") then return fact end
    end
    if other.fact then return nil end
  end
end

-- 每条说明连同它说的事实；by_fact 按事实归在一起。只读一遍。
function narrative.read(document)
  local read = { document = document, entries = {}, by_fact = {}, subjects = {}, wholes = {} }
  for position, claim in ipairs(document:claims()) do
    local section, before = claim.section or "", read.entries[position - 1]
    local fact = fact_of(read, claim.subject, false) or is_income(claim) and fact_of(read, claim.subject .. "收入", false) or nil
    if fact and fact.scoped and is_inside(read, position, claim, fact, section) then fact = nil end
    local goes_on = before and is_same(before.claim.subject or "", claim.subject or "") and is_same(before.claim.section or "", section)
    local entry = { claim = claim, fact = fact, money = narrative.is_money(claim), position = position, whole = claim.of or goes_on and before.whole or nil }
    entry.of = fact_of(read, entry.whole, true)
    entry.scope = scope_of(read, entry, section)
    read.entries[position] = entry
    if fact then
      read.by_fact[fact.name] = read.by_fact[fact.name] or {}
      table.insert(read.by_fact[fact.name], entry)
    end
  end
  return read
end

-- 说这件事的金额的各条（“变动原因”、单位不是金额的除外）。
function narrative.amounts_of(read, fact)
  local found = {}
  for _, entry in ipairs(fact and read.by_fact[fact.name] or {}) do
    if entry.money and not entry.claim.amount:missing() then found[#found + 1] = entry end
  end
  return found
end

-- 文字里和报表里这件事的数。
function narrative.values_of(read, fact)
  local found = {}
  if not fact then return found end
  for _, entry in ipairs(narrative.amounts_of(read, fact)) do found[#found + 1] = entry.claim.amount end
  for _, cell in ipairs(narrative.cells(read.document, fact)) do found[#found + 1] = cell.value end
  return found
end

-- 文字里第一个说这件事的金额；没有为 nil。
function narrative.first_amount(read, name)
  for _, entry in ipairs(read.by_fact[name] or {}) do
    if entry.money and not entry.claim.amount:missing() and not entry.claim.direction then return entry.claim.amount end
  end
  for _, entry in ipairs(read.by_fact[name] or {}) do
    if entry.money and not entry.claim.amount:missing() then return entry.claim.amount end
  end
end

-- 先看文字，再看报表。
function narrative.first_value(read, name)
  local told = narrative.first_amount(read, name)
  local cells = not told and narrative.cells(read.document, narrative.fact(name)) or {}
  return told or cells[1] and cells[1].value
end

-- 同一节里正好说着这个总数的金额；没有为 nil。名称相近的别的总数（总支出、本年支出合计）不算。
local function named_whole(read, entry)
  local named = narrative.plain(entry.whole or "")
  for _, other in ipairs(read.entries) do
    local exact = other.money and not other.claim.amount:missing() and is_same(narrative.plain(other.claim.subject), named)
    if exact and is_same(other.claim.section or "", entry.claim.section or "") then return other.claim.amount end
  end
end

-- 占比的总数：“占……”说的那件事；第二个是也算得通的：同一节里名称含着它的，小微企业可占的采购总额。
function narrative.wholes_of(read, entry)
  local wholes, others = narrative.values_of(read, entry.of), {}
  if not entry.whole or is_other_figure(read.document, entry.whole) then return wholes, others end
  local named = narrative.plain(entry.whole)
  for _, other in ipairs(read.entries) do
    local subject = narrative.plain(other.claim.subject)
    local near = is_same(other.claim.section or "", entry.claim.section or "")
    local alike = text.contains(subject, named) or near and other.fact and text.contains(named, other.fact.name)
    if other.money and not other.claim.amount:missing() and alike then
      local general = near and other.fact and text.contains(named, other.fact.name)
      if (is_same(subject, named) or general) and #wholes < 1 then wholes[1] = other.claim.amount elseif near or is_same(subject, named) then others[#others + 1] = other.claim.amount end
    end
  end
  if entry.fact and text.same(entry.fact.name, "小微企业") then
    for _, name in ipairs { "中小企业", "政府采购" } do
      for _, other in ipairs(narrative.amounts_of(read, narrative.fact(name))) do others[#others + 1] = other.claim.amount end
    end
  end
  return wholes, others
end

-- “三公”经费合计与各分项对不上的表，合计不能用来说明文字里的百分比。
local function holds_together(document, fact)
  local parts = {}
  for _, name in ipairs(fact.parts or {}) do
    local cell = narrative.cells(document, narrative.fact(name))[1]
    if cell then parts[#parts + 1] = cell.value end
  end
  local total, added = narrative.cells(document, fact)[1], sum(parts)
  return not fact.parts or not total or added:missing() or (total.value - added):absolute() <= amount("0.05", "万元")
end

-- 同一件事在别处（文字、报表）的数：百分比按它算得通的，是金额写错，不是百分比写错。
function narrative.others_of(read, entry)
  local values, document = {}, read.document
  if entry.fact then
    for _, other in ipairs(narrative.amounts_of(read, entry.fact)) do values[#values + 1] = other.claim.amount end
  end
  local sound = entry.fact and holds_together(document, entry.fact)
  local cells = sound and narrative.cells(document, entry.fact) or {}
  if not entry.fact and entry.claim.subject then cells = narrative.item_cells(document, narrative.item_named(entry.claim.subject), entry.whole, entry.scope) end
  for _, cell in ipairs(cells) do values[#values + 1] = cell.value end
  return values
end

-- 一条说明里的百分比应当等于的公式；amounts 是这件事的数，缺省是这条说明自己的。
function narrative.formulas(read, entry, amounts)
  local claim = entry.claim
  if claim.percent:missing() then return {} end
  amounts = amounts or not claim.amount:missing() and { claim.amount } or text.same(claim.kind, "change") and narrative.others_of(read, entry) or {}
  if text.same(claim.kind, "share") then
    if not entry.money then return {} end   -- 几个项目、几辆车占的不是金额
    local wholes, others = narrative.wholes_of(read, entry)
    return percents.ratios(amounts, wholes), percents.ratios(amounts, others)
  end
  if text.same(claim.kind, "completion") and not claim.budget:missing() then return percents.ratios(amounts, { claim.budget }) end
  if text.same(claim.kind, "change") and not claim.change:missing() then
    return percents.growths(amounts, claim.change, narrative.is_up(claim))
  end
  return {}
end

-- 同一个总数的各项占比，按各项之和都算得通：是总数写错，由各项之和的规则报。
function narrative.is_total_wrong(check, read, entry)
  local claim, amounts = entry.claim, {}
  if not claim.of or not text.same(claim.kind, "share") then return false end
  for _, other in ipairs(read.entries) do
    local beside = other.claim.of and is_same(other.claim.of, claim.of) and is_same(other.claim.section or "", claim.section or "")
    if beside and not other.claim.amount:missing() and not other.claim.percent:missing() then amounts[#amounts + 1] = other.claim.amount end
  end
  return #amounts > 1 and text.same(percents.verdict(check, claim, percents.ratios({ claim.amount }, { sum(amounts) })), "fits")
end

-- “收入 650 万元，其中：……、单位资金 9.6 万元，比上年减少 2.1 万元”：增减说的可以是前面那个总数。
-- 这一条前面接着列的是哪个总数的各项，那个总数的金额；不是接着列的为 nil。
function narrative.listed_whole(read, entry)
  local before = read.entries[entry.position - 1]
  local section, of = entry.claim.section or "", before and before.claim.of
  if not of or not is_same(before.claim.section or "", section) then return nil end
  for position = entry.position - 2, 1, -1 do
    local other = read.entries[position].claim
    if not is_same(other.section or "", section) then return nil end
    if is_same(other.subject or "", of) and not other.amount:missing() then return other.amount end
  end
end

-- 同一节里说到的金额的各条，连同这一条自己。
function narrative.money_beside(read, entry)
  local found = {}
  for _, other in ipairs(read.entries) do
    local beside = other.money and not other.claim.amount:missing() and is_same(other.claim.section or "", entry.claim.section or "")
    if beside then found[#found + 1] = other.claim end
  end
  return found
end

-- 百分比按这件事在别处的数算得通。
function narrative.is_explained(check, read, entry)
  if narrative.is_total_wrong(check, read, entry) then return true end
  return text.same(percents.verdict(check, entry.claim, narrative.formulas(read, entry, narrative.others_of(read, entry))), "fits")
end

function narrative.is_up(claim) return text.contains(claim.direction or "", param "narrative.up") end
function narrative.is_down(claim) return text.contains(claim.direction or "", param "narrative.down") end

-- 占比的规则会报这一条。
function narrative.is_wrong_share(check, read, entry)
  if not text.same(entry.claim.kind, "share") then return false end
  local formulas, others = narrative.formulas(read, entry)
  local verdict, formula = percents.verdict(check, entry.claim, formulas)
  if not formula or not text.same(verdict, "off") or text.same(percents.verdict(check, entry.claim, others or {}), "fits") then return false end
  return not narrative.is_explained(check, read, entry)
end

-- 增减那一句里的金额是不是上年数：按它作基数百分比才算得通。
function narrative.is_base(check, claim)
  if not text.same(claim.kind, "change") or claim.amount:missing() or claim.change:missing() or claim.percent:missing() then return false end
  local up = narrative.is_up(claim)
  if text.same(percents.verdict(check, claim, percents.growths({ claim.amount }, claim.change, up)), "fits") then return false end
  return text.same(percents.verdict(check, claim, percents.ratios({ claim.change }, { claim.amount })), "fits")
end

-- 核对一条说明的百分比；差最后一位的是提示。options.message 里 {left} 是填报，{right} 是应为。
function narrative.check_percent(check, read, entry, options)
  local formulas, others = narrative.formulas(read, entry)
  local verdict, formula = percents.verdict(check, entry.claim, formulas)
  if not formula then return end
  if text.same(verdict, "fits") or text.same(percents.verdict(check, entry.claim, others or {}), "fits") or text.same(verdict, "off") and narrative.is_explained(check, read, entry) then
    check:holds(true)
    return
  end
  if text.same(verdict, "near") then options.severity = "note" end
  -- 都对不上的，应为多少按“占”的那一个总数说，不按碰巧最相近的
  local whole = text.same(verdict, "off") and text.same(entry.claim.kind, "share") and not entry.claim.amount:missing() and named_whole(read, entry)
  if whole and not whole:zero() then formula = entry.claim.amount / whole end
  check:same(entry.claim.percent, formula, options)
end

-- 两个数都按自己印出的位数看，是不是同一个数；零就是零。
function narrative.agrees(check, one, other)
  if one:zero() or other:zero() then return one:zero() and other:zero() end
  return check:agrees(one, other:printed())
end

return narrative
