local narrative = require "narrative"
local percents = require "percents"

-- 同一节里说到的别的预算数：百分比按它算得通的，是预算数认错了（年中追加不是执行率的分母），不是百分比写错。
local function fits_other(check, read, entry)
  local claim, budgets = entry.claim, {}
  for _, other in ipairs(narrative.money_beside(read, entry)) do
    if text.contains(other.subject or "", "预算") then budgets[#budgets + 1] = other.amount end
  end
  return not claim.amount:missing() and not claim.percent:missing() and text.same(percents.verdict(check, claim, percents.ratios({ claim.amount }, budgets)), "fits")
end

rule {
  id     = "national.narrative.completion",
  title  = "完成预算的百分比应等于决算数除以预算数",
  basis  = "公开文本文字说明的通行写法：完成预算 = 决算数 ÷ 预算数（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I65",
  remedy = "请重新计算完成预算的百分比，核对预算数和决算数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, entry in ipairs(read.entries) do
      local supplement = text.contains(entry.claim.subject or "", param "narrative.supplements")
      if text.same(entry.claim.kind, "completion") and (supplement or fits_other(check, read, entry)) then
        check:holds(true)
      elseif text.same(entry.claim.kind, "completion") then
        narrative.check_percent(check, read, entry, { message = "{row}完成预算填报 {left}，决算数除以预算数应为 {right}。" })
      end
    end
  end,
}
