local forms = require "forms"

rule {
  id       = "sichuan.execution.adjust_reason",
  title    = "年中调整预算的须说明",
  basis    = "四川省部门预算项目支出绩效自评表（510000_0013zp）表注：年中预算调整单独说明（条文待核）",
  kind     = "核实性",
  severity = "verify",
  on       = { evaluation = "*" },
  effective = { from = 2023 },
  remedy   = "请在“原因”栏或评价结论中说明预算调整的原因。",

  run = function(e, check)
    if not forms.has_total_fund(e) then return end
    local f = forms.total_fund(e)
    if f.initial:missing() or f.annual:missing() or forms.equal(f.initial, f.annual) then return end
    local change = f.annual - f.initial
    check:holds(f.reason ~= nil or forms.explains(e), {
      at = f.annual, column = "原因", printed = "（空）", expected = "预算调整的原因",
      values = { initial = f.initial, annual = f.annual, change = change },
      message = "年初预算 {initial}，调整后 {annual}，调整 {change}，没有说明原因。",
    })
  end,
}
