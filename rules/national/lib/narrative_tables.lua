-- 文字说明的一个金额该与报表的哪些格一致；有几格的，与其中一格相同就是一致。

local names = require "names"
local narrative = require "narrative"
local slips = require "unit_slips"
local wholes = require "form_wholes"

local agreement = {}

-- 说的是科目的：占比、增减、完成预算这几种说法，事项才是科目的名称。
local function tells_item(claim)
  return text.same(claim.kind, "share") or text.same(claim.kind, "change") or text.same(claim.kind, "completion")
end

-- 各格和严重程度：名称、口径都与报表相同的是错误；说的是另一件事的一部分的，只请核实。
function agreement.cells_of(check, document, entry)
  local claim, fact = entry.claim, entry.fact
  if not entry.money or claim.amount:missing() or not claim.subject then return {} end
  if not fact then return tells_item(claim) and narrative.item_cells(document, narrative.item_named(claim.subject), entry.whole, entry.scope) or {} end
  if claim.direction and text.same(claim.kind, "amount") or narrative.is_base(check, claim) then return {} end
  -- “‘三公’经费 17.99 万元（其中：一般公共预算支出 17.99 万元）”说的是“三公”经费的来源，不是一般公共预算支出的全部。
  -- 财政拨款支出里的基本支出、项目支出，报表上没有这个口径的数。
  if entry.of and text.same(entry.of.name, "财政拨款支出") and names.has({ "基本支出", "项目支出" }, fact.name) then return {} end
  if entry.of and entry.of.parts and not names.has(entry.of.parts, fact.name) and not names.has(entry.of.groups, fact.name) then return {} end
  local severity = nil
  if fact.exact then severity = "error" end
  if entry.whole and not entry.of then severity = "verify" end
  local cells = narrative.cells(document, fact)
  for _, cell in ipairs(#cells > 0 and narrative.general_cells(document, fact) or {}) do cells[#cells + 1] = cell end
  return cells, severity
end

local function is_beside(entry, other) return narrative.is_same(other.claim.section or "", entry.claim.section or "") end

local function agrees_with(check, value, cells)
  for _, cell in ipairs(cells) do
    if narrative.agrees(check, value, cell.value) then return true end
  end
  return false
end

-- 同一节里这件事说了几个不同的数，每个都比报表的少：按资金分开说的（一般公共预算上年结转……、政府性基金上年结转……）。
local function parts_of(check, read, entry, cells)
  local amounts, seen = {}, {}
  for _, other in ipairs(entry.fact and narrative.amounts_of(read, entry.fact) or {}) do
    local printed = is_beside(entry, other) and other.claim:printed "amount"
    if printed and not seen[printed] then
      local amount = other.claim.amount
      if amount >= cells[1].value or agrees_with(check, amount, cells) then return nil end
      amounts[#amounts + 1], seen[printed] = amount, true
    end
  end
  return #amounts > 1 and amounts or nil
end

-- 哪些事实是支出的总数：科目的口径与其中一个相同，才与报表比。
local spent = { "一般公共预算支出", "财政拨款支出", "财政拨款收支总计", "本年支出合计", "收支总计" }

local function is_total(check, document, value)
  for _, name in ipairs(spent) do
    if agrees_with(check, value, narrative.cells(document, narrative.fact(name))) then return true end
  end
  return false
end

-- 各科目加起来正好是同一节说的总数，而这个总数与报表的各种支出合计都不同：口径不同（当年拨款，不含上年结转），不与报表比。
local function is_own_scope(check, read, entry)
  local items = {}
  for _, other in ipairs(read.entries) do
    local item = is_beside(entry, other) and other.money and not other.fact and not other.claim.amount:missing()
    if item and narrative.is_same(other.claim.kind, entry.claim.kind) and narrative.is_same(other.whole or "", entry.whole or "") then items[#items + 1] = other.claim.amount end
  end
  local all = sum(items)
  for _, other in ipairs(#items > 1 and read.entries or {}) do
    local claim = other.claim
    local told = is_beside(entry, other) and other.money and not claim.amount:missing() and narrative.agrees(check, claim.amount, all)
    if told then return not is_total(check, read.document, claim.amount) end
  end
  return false
end

-- “公务用车运行维护费 13.69 万元……其中公务用车运行维护费 1.76 万元在项目支出中列支”：同一节说过的整个数与报表一致，这里是它的一部分。
local function is_part_told(check, read, entry, cells)
  if not entry.fact or not entry.claim.of or agrees_with(check, entry.claim.amount, cells) then return false end
  for _, other in ipairs(narrative.amounts_of(read, entry.fact)) do
    local whole = is_beside(entry, other) and other.position < entry.position and not other.claim.of
    if whole and other.claim.amount > entry.claim.amount and agrees_with(check, other.claim.amount, cells) then return true end
  end
  return false
end

-- 表里这一格是零，文字说的数印在同一行的另一栏：多半是表头没有读对，数错了栏。
local function is_shifted(check, amount, cell)
  if not cell.row or not cell.value:zero() or amount:zero() then return false end
  for _, column in ipairs(cell.columns) do
    local other = cell.row:value(column)
    if not other:missing() and not other:is_rate() and narrative.agrees(check, amount, other) then return true end
  end
  return false
end

function agreement.check(check, read, entry, cells, severity)
  local amount, near = entry.claim.amount, nil
  if is_part_told(check, read, entry, cells) then
    check:holds(true)
    return
  end
  local parts = parts_of(check, read, entry, cells)
  if parts and agrees_with(check, sum(parts), cells) or not entry.fact and not agrees_with(check, amount, cells) and is_own_scope(check, read, entry) then
    check:holds(true)
    return
  end
  if parts then severity = "verify" end
  for _, cell in ipairs(cells) do
    if amount <= cell.value and amount >= cell.value or cell.implied and narrative.agrees(check, amount, cell.implied) then
      check:holds(true)
      return
    end
    if narrative.agrees(check, amount, cell.value) then near = near or cell end
  end
  local cell = near or cells[1]
  if not near and #cells < 2 and is_shifted(check, amount, cell) then
    check:cannot { at = cell.value, case = "shifted", values = { told = amount, subject = entry.claim.subject, table = cell.table, shown = cell.value },
      message = "文字说明里{subject}为 {told}，《{table}》的这一栏是 {shown}，{told} 印在同一行的另一栏，像是表头没有读对，请核对原件。" }
    return
  end
  if not near and slips.between(amount, cell.value) then
    -- 大过全部支出的，由 national.narrative.over_total 说一次
    local whole = wholes.spent(read.document)
    if whole and amount > whole.value and wholes.twin_of(read.document, text.label(entry.claim.subject), amount) then
      check:holds(true)
      return
    end
    check:same(amount, cell.value, { severity = severity, case = "unit", values = { table = cell.table, unit = entry.claim.unit or "" },
      message = "文字说明里{row}为 {left} {unit}，《{table}》也是 {right}，单位却不同，像是单位写错。" })
    return
  end
  check:same(amount, cell.value, { severity = near and "note" or severity, tail = "note", case = near and "tail" or nil,
    message = "文字说明里{row}为 {left}，《{table}》为 {right}，相差 {gap}。", values = { table = cell.table } })
end

return agreement
