-- 文字说明的一个金额该与报表的哪些格一致；有几格的，与其中一格相同就是一致。

local names = require "names"
local narrative = require "narrative"
local slips = require "unit_slips"

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
  if entry.of and entry.of.parts and not names.has(entry.of.parts, fact.name) and not names.has(entry.of.groups, fact.name) then return {} end
  local severity = nil
  if fact.exact then severity = "error" end
  if entry.whole and not entry.of then severity = "verify" end
  return narrative.cells(document, fact), severity
end

function agreement.check(check, entry, cells, severity)
  local amount, near = entry.claim.amount, nil
  for _, cell in ipairs(cells) do
    if amount <= cell.value and amount >= cell.value or cell.implied and narrative.agrees(check, amount, cell.implied) then
      check:holds(true)
      return
    end
    if narrative.agrees(check, amount, cell.value) then near = near or cell end
  end
  local cell = near or cells[1]
  if not near and slips.between(amount, cell.value) then
    check:same(amount, cell.value, { severity = severity, case = "unit", values = { table = cell.table, unit = entry.claim.unit or "" },
      message = "文字说明里{row}为 {left} {unit}，《{table}》也是 {right}，单位却不同，像是单位写错。" })
    return
  end
  check:same(amount, cell.value, { severity = near and "note" or severity, tail = "note", case = near and "tail" or nil,
    message = "文字说明里{row}为 {left}，《{table}》为 {right}，相差 {gap}。", values = { table = cell.table } })
end

return agreement
