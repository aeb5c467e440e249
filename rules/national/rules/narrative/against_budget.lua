local narrative = require "narrative"

-- 文字所说的：above、below、level。
local function said(claim)
  local word = claim.against_budget or ""
  if text.contains(word, param "narrative.against_above") then return "above" end
  if text.contains(word, param "narrative.against_below") then return "below" end
  if text.contains(word, param "narrative.against_level") then return "level" end
end

rule {
  id     = "national.narrative.against_budget",
  title  = "“决算数大于（小于、等于）预算数”应与两个数一致",
  basis  = "部门决算公开文本“支出决算情况说明”的样式：完成年初预算的百分之几，决算数大于（小于、等于）预算数的主要原因（条文待核）",
  on     = { document = { "部门决算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I65 的文字；两个数印成一样的，不算“大于”“小于”写错",
  remedy = "请核对决算数和预算数，改正“大于”“小于”“等于”。",

  run = function(document, check)
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim = entry.claim
      local case = said(claim)
      if case and not claim.amount:missing() and not claim.budget:missing() then
        local options = { case = case, values = { word = claim.against_budget }, message = "{row}决算数 {left}，预算数 {right}，文字却说决算数{word}预算数。" }
        if text.same(case, "above") then
          check:at_least(claim.amount, claim.budget, options)
        elseif text.same(case, "below") then
          check:at_most(claim.amount, claim.budget, options)
        else
          check:same(claim.amount, claim.budget, options)
        end
      end
    end
  end,
}
