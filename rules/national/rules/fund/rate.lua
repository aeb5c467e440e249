local execution, implied = require "execution", require "fund_implied"

rule {
  id     = "national.fund.rate",
  title  = "执行率应等于全年执行数除以全年预算数",
  basis  = "项目支出绩效自评表样表：执行率 = 全年执行数（B）/ 全年预算数（A）",
  kind   = "基本平衡",
  on     = { fund = "*" },
  remedy = "请按样表规定的预算数（全年或年初）重新计算执行率。",

  run = function(f, check, e)
    local budget = execution.budget_of(f)
    if f.rate:missing() or budget:missing() or f.executed:missing() or budget:zero() then return end
    local rate, severity, case = execution.rate_of(f), nil, nil
    -- 预算数或执行数与总额对不上、换成应有的数执行率就对的：由各项来源之和的规则说
    local spent, planned = implied.of(e, f, "executed"), implied.of(e, f, param("exec.denominators")[1])
    if not check:agrees(rate, f.executed / budget) and (spent and check:agrees(rate, spent / budget)
      or planned and not planned:zero() and check:agrees(rate, f.executed / planned)) then return end
    for _, column in ipairs(param "exec.denominators") do
      local whole = f:value(column)
      if not whole:missing() and not whole:zero() and check:agrees(rate, f.executed / whole) then
        severity, case = "verify", "other_column"
      end
    end
    check:same(rate, f.executed / budget, { at = f.rate, severity = severity, case = case,
      message = "执行率填报 {left}，按执行数除以预算数应为 {right}。" })
  end,
}
