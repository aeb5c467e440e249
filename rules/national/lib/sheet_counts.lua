-- 文字里说的团组、人次、批次、车辆，与“三公”表的相关统计数：各是哪几条、哪几格。

local names = require "names"
local narrative = require "narrative"

local counts = {}

-- 参数 narrative.sheet_counts 的一项。
local function item_of(list) return { name = list[1], rows = list[2], units = list[3], sure = list[4], near = list[5], part = list[6] } end

local function bare(label) return narrative.plain(text.label(label or "")) end

local function is_item(item, label) return text.match(bare(label), item.rows) ~= nil and not text.contains(label, param "narrative.not_counted") end

-- 只看数，不看单位：表里的数连着金额单位，文字里的连着“个”“辆”“人次”。
local function number(value) return amount(text.replace(text.match(tostring(value), "^-?[0-9,]+(?:[.][0-9]+)?"), ",", "")) end

counts.number = number

local function add(cells, value, t)
  if not value:missing() then cells[#cells + 1] = { value = value, number = number(value), table = t.name } end
end

-- 一行一项的表：行名是这一项，取决算的一栏。
local function from_rows(document, t, item, cells)
  local columns, additive = narrative.with_year(document, param "narrative.count_columns"), names.additive(t)
  if #additive == 1 then columns = { additive[1] } end
  if not t:has_column(columns) then return end
  for _, row in ipairs(t:rows()) do
    if row.label and is_item(item, row.label) then add(cells, row:value(columns), t) end
  end
end

-- 一栏一项的表：栏名的末级是这一项，取决算的一行。
local function from_columns(t, item, cells)
  for _, column in ipairs(t.columns) do
    if is_item(item, names.last(column)) and not text.contains(column, param "narrative.not_counted") then
      for _, row in ipairs(t:rows()) do
        if not text.contains(row.label or "", param "narrative.not_counted") then add(cells, row:value { column }, t) end
      end
    end
  end
end

-- 表里的数：{ value, table }。
local function cells_of(document, item)
  local cells = {}
  for _, t in ipairs(document:tables()) do
    from_rows(document, t, item, cells)
    from_columns(t, item, cells)
  end
  return cells
end

-- 参数里叫这个名称的一项，在表里的各格。
function counts.cells(document, name)
  for _, list in ipairs(param "narrative.sheet_counts") do
    if text.same(list[1], name) then return cells_of(document, item_of(list)) end
  end
  return {}
end

-- 说的是别的年度、不是确数的。
local function is_other(document, claim)
  local subject = claim.subject
  local year = text.match(subject, "20[0-9]{2}")
  if year and document.year and not text.same(year, tostring(document.year)) then return true end
  return text.match(subject, "上年|去年|上一年") ~= nil or not claim.base_year:missing() or text.contains(claim:printed "amount" or "", param "narrative.vague_counts")
end

-- 哪几节说着“三公”经费。
local function sections(read)
  local found = {}
  for _, entry in ipairs(read.entries) do
    if text.contains(entry.claim.subject or "", param "narrative.sangong_told") then found[entry.claim.section or ""] = true end
  end
  return found
end

-- 一条是这一项的哪一种："sure" 就是它，"near" 同一节说着“三公”经费所以是它，"part" 只是其中一部分；不相干的为 nil。
local function kind_of(read, claim, item, told)
  local is_count = text.same(claim.kind, "count") and claim.subject and claim.unit and text.match(text.fold(claim.unit), item.units)
  if not is_count or is_other(read.document, claim) or claim.amount:missing() then return nil end
  local subject, here = narrative.plain(claim.subject), told[claim.section or ""]
  local known, near = text.match(subject, item.sure), text.match(subject, item.near)
  if (known or near) and text.match(subject, item.part) then return "part" end
  if known and not claim.of then return "sure" end
  return here and (known or near) and "near" or nil
end

local function is_equal(one, other) return one <= other and one >= other end

local function agrees(value, cells)
  for _, cell in ipairs(cells) do
    if is_equal(value, cell.number) then return true end
  end
  return false
end

-- 同一句话里别的数量（批次）与表一致的，这一个（人次）说的就是表里那件事。
local function is_backed(group, all)
  local subject, section = narrative.plain(group.claim.subject), group.claim.section or ""
  for _, other in ipairs(all) do
    if other.agreed then
      for _, claim in ipairs(other.told) do
        if narrative.is_same(narrative.plain(claim.subject), subject) and narrative.is_same(claim.section or "", section) then return true end
      end
    end
  end
  return false
end

-- 说到一项的各条，按种类分开；别的都不是零的，说“0 批次”的是另一件事（国境外接待）。
local function claims_of(read, item, told_sections)
  local by, filled = { sure = {}, near = {}, part = {} }, false
  for _, entry in ipairs(read.entries) do
    local kind = kind_of(read, entry.claim, item, told_sections)
    filled = filled or kind and not entry.claim.amount:zero()
    if kind then table.insert(by[kind], entry.claim) end
  end
  for kind, list in pairs(filled and by or {}) do
    local kept = {}
    for _, claim in ipairs(list) do
      if not claim.amount:zero() then kept[#kept + 1] = claim end
    end
    by[kind] = kept
  end
  return by
end

-- 说得确切的都算；别的只看与它同一节的，没有确切的就都看。
local function counted(by, first)
  local told, amounts, all = {}, {}, {}
  for _, kind in ipairs { "sure", "near", "part" } do
    for _, claim in ipairs(by[kind]) do
      local beside = narrative.is_same(claim.section or "", first.section or "")
      if beside or text.same(kind, "sure") or text.same(kind, "near") and #by.sure < 1 then
        local figure = number(claim.amount)
        if not text.same(kind, "part") then told[#told + 1], amounts[#amounts + 1] = claim, figure end
        all[#all + 1] = figure
      end
    end
  end
  return told, amounts, all
end

local function all_equal(figures)
  for _, figure in ipairs(figures) do
    if not is_equal(figure, figures[1]) then return false end
  end
  return true
end

-- 一项：{ item, claim, told, cells, gap, agreed, single, sure }；文字或表里没有说到的为 nil。
-- single：说了几遍也是同一个数，表里也只有一个数。
local function group_of(read, item, told_sections)
  local by = claims_of(read, item, told_sections)
  local first = by.sure[1] or by.near[1]
  local cells = first and cells_of(read.document, item) or {}
  if #cells < 1 then return nil end
  local told, amounts, all = counted(by, first)
  local agreed, numbers = agrees(sum(amounts), cells) or agrees(sum(all), cells), {}
  for _, figure in ipairs(amounts) do agreed = agreed or agrees(figure, cells) end
  for index, cell in ipairs(cells) do numbers[index] = cell.number end
  return { item = item, claim = first, told = told, cells = cells, gap = (amounts[1] - cells[1].number):absolute(), agreed = agreed,
    single = #told == #all and all_equal(amounts) and all_equal(numbers), sure = #by.sure > 0 }
end

-- 文字和“三公”表都说到的各项，连同严重程度：就是这件事的是错误，看同一句话认的按规则，其余的请核实。
function counts.groups(read)
  local all, told = {}, sections(read)
  for _, list in ipairs(param "narrative.sheet_counts") do all[#all + 1] = group_of(read, item_of(list), told) end
  for _, group in ipairs(all) do
    if not group.single then group.severity = "verify" elseif group.sure then group.severity = "error"
    elseif not is_backed(group, all) then group.severity = "verify" end
  end
  return all
end

-- 同一节里就是这件事的各条说了不同的数、表里没有这个数的：{ odd, usual }。一条是其余各条之和的，是合计和各类。
function counts.differing(read)
  local found, told, agreed = {}, sections(read), false
  for _, list in ipairs(param "narrative.sheet_counts") do
    local item, by_section = item_of(list), {}
    for _, entry in ipairs(#cells_of(read.document, item) < 1 and read.entries or {}) do
      local claim = entry.claim
      local section = narrative.section_root(claim.section)
      if kind_of(read, claim, item, told) == "sure" and not claim.direction and not claim:doubtful() then
        by_section[section] = by_section[section] or {}
        table.insert(by_section[section], claim)
      end
    end
    for _, claims in pairs(by_section) do
      local figures = {}
      for index, claim in ipairs(claims) do figures[index] = number(claim.amount) end
      local all, odd = sum(figures), nil
      for index, figure in ipairs(figures) do
        if is_equal(figure * 2, all) and #figures > 2 then odd = false end
        if odd == nil and not is_equal(figure, figures[1]) then odd = claims[index] end
      end
      if odd then found[#found + 1] = { odd = odd, usual = claims[1], item = item } end
      agreed = agreed or #claims > 1 and not odd
    end
  end
  return found, agreed
end

return counts
