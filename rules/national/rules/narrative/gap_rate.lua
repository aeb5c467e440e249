local narrative = require "narrative"
local percents = require "percents"

-- （决算数 − 预算数）÷ 基数；同一单位的数共同的位数，各自印出的位数。
local function rates(claim, base)
  if base:zero() or base:negative() then return {} end
  return { (claim.amount - claim.budget) / base, (claim.amount:printed() - claim.budget:printed()) / base:printed() }
end

rule {
  id     = "national.narrative.gap_rate",
  title  = "预决算差异率应等于决算数减预算数的差除以预算数",
  basis  = "部门决算公开文本的写法：预决算差异率 =（决算数 − 预算数）÷ 预算数（条文待核）",
  on     = { document = { "部门决算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I65；正负号没有印的也算对",
  remedy = "请重新计算预决算差异率，核对预算数和决算数。",

  run = function(document, check)
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim = entry.claim
      local gap = text.same(claim.kind, "change") and not claim.direction and not claim.budget:missing() and not claim.amount:missing() and not claim.percent:missing()
      local formulas = gap and rates(claim, claim.budget) or {}
      if #formulas > 0 then
        local unsigned = claim.amount < claim.budget and not claim.percent:negative()
        if unsigned then formulas = { formulas[1]:absolute(), formulas[2]:absolute() } end
        local verdict, formula = percents.verdict(check, claim, formulas)
        if text.same(verdict, "fits") then
          check:holds(true)
        else
          local turned = text.same(percents.verdict(check, claim, rates(claim, claim.amount)), "fits")
          check:same(claim.percent, formula, { case = turned and "base" or nil, severity = text.same(verdict, "near") and "note" or nil,
            values = { amount = claim.amount, budget = claim.budget },
            message = turned and "{row}决算数 {amount}，预算数 {budget}，差异率填报 {left}，是除以决算数算的；除以预算数应为 {right}。"
              or "{row}决算数 {amount}，预算数 {budget}，差异率填报 {left}，应为 {right}。" })
        end
      end
    end
  end,
}
