local execution, forms = require "execution", require "forms"

rule {
  id       = "sichuan.execution.reason_below",
  title    = "预算执行率低于规定的须说明原因",
  basis    = "四川省部门预算项目支出绩效自评表（510000_0013zp）填表说明（条文待核）",
  kind     = "核实性",
  severity = "verify",
  on       = { evaluation = "*" },
  effective = { from = 2023 },
  remedy   = "请在“原因”栏或评价结论中说明执行率低的原因。",

  run = function(e, check)
    if not forms.has_total_fund(e) then return end
    local f, limit = forms.total_fund(e), param "sichuan.execution.reason_below"
    local budget = execution.budget_of(f)
    if budget:zero() then return end
    local rate = f.executed / budget
    check:when(rate, "<", limit):holds(f.reason ~= nil or forms.explains(e), {
      at = f.executed, column = "原因", printed = "（空）", expected = "执行率低的原因", values = { rate = rate, limit = limit },
      message = "执行率 {rate}，低于 {limit}，没有说明原因。",
    })
  end,
}
