local implied = require "fund_implied"

rule {
  id     = "national.fund.over_budget",
  title  = "全年执行数超过全年预算数须说明",
  basis  = "预算执行的一般要求：无预算不得支出（条文待核）",
  kind   = "核实性",
  on     = { fund = "*" },
  remedy = "请核对预算数是否为调整后的数，并说明超出的原因。",

  run = function(f, check, e)
    if f.annual:missing() or f.executed:missing() then return end
    -- 执行数或预算数与总额对不上、换成应有的数就不超的：由各项来源之和的规则说
    local spent, planned = implied.of(e, f, "executed"), implied.of(e, f, "annual")
    if f.executed > f.annual and (spent and spent <= f.annual or planned and f.executed <= planned) then return end
    check:at_most(f.executed, f.annual, { message = "{row}执行 {left}，超过全年预算 {right}，超出 {gap}。" })
  end,
}
