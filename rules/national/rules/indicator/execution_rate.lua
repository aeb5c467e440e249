local execution, forms = require "execution", require "forms"

rule {
  id     = "national.indicator.execution_rate",
  title  = "作为指标的预算执行率应与资金行的执行率一致",
  basis  = "同一张自评表上同一个事实的两个数应当一致；执行率 = 全年执行数 / 全年预算数",
  kind   = "逻辑性",
  severity = "warning",
  on     = { indicator = "*" },
  remedy = "请核对资金行的执行率和指标的完成值，改为同一个数；口径不同的请写明。",

  run = function(i, check, e)
    local actual = i.actual
    if not execution.is_named(i) or not actual or not actual.is_rate or actual.high or not forms.has_total_fund(e) then return end
    local rates = execution.known_rates(e)
    if #rates == 0 then return end
    for _, rate in ipairs(rates) do
      if check:agrees(rate, i:value("actual"):printed()) then check:holds(true) return end
    end
    check:same(i:value "actual", rates[1], { severity = text.same(e.scope or "", "department") and "verify" or nil,
      message = "{row}的完成值填报 {left}，资金行的执行率为 {right}。" })
  end,
}
