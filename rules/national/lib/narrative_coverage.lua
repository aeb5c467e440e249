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

-- 写明占全部项目支出 100% 的自评金额：“涉及资金 397.10 万元，占一般公共预算项目支出总额的 100%”。
function coverage.told_share(read)
  for _, entry in ipairs(read.entries) do
    local claim = entry.claim
    local of = text.replace(narrative.plain(claim.of), "(一般公共|政府性基金|国有资本经营)预算", "")   -- 占预算的不与支出比
    local share = text.same(claim.kind, "share") and entry.money and not claim.amount:missing() and not claim.percent:missing()
    if share and text.contains(of, "项目支出") and not text.contains(of, "预算") and text.contains(claim.subject or "", param "narrative.covered") and not (claim.percent < amount "100%") then
      return { rate = claim.percent, amount = claim.amount, share = true }
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
