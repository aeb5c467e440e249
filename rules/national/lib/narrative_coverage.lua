-- 文字说明里的自评覆盖率和自评金额。

local narrative = require "narrative"

local coverage = {}

-- 说了覆盖率 100% 的那一节里，最近的一个“涉及资金”。
function coverage.told(read)
  for index, entry in ipairs(read.entries) do
    local claim = entry.claim
    local whole = text.contains(claim.subject or "", param "narrative.coverage") and not claim.percent:missing()
    if whole and not (claim.percent < amount "100%") then
      for before = index, 1, -1 do
        local other = read.entries[before]
        if not narrative.is_same(other.claim.section or "", claim.section or "") then break end
        if other.money and not other.claim.amount:missing() then return { rate = claim.percent, amount = other.claim.amount } end
      end
    end
  end
end

-- 报表里的项目支出；全部支出和一般公共预算各有一数，取小的。
function coverage.least_spent(document)
  local least_cell
  for _, cell in ipairs(narrative.cells(document, narrative.fact "项目支出")) do
    if not least_cell or cell.value < least_cell.value then least_cell = cell end
  end
  return least_cell
end

return coverage
