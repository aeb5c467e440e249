local forms = require "forms"

rule {
  id     = "guizhou.fund.exec_weight",
  title  = "预算执行率的分值应为 10 分",
  basis  = "贵州省自评表表注：除预算资金执行率外，其他指标权重可适当调整",
  kind   = "逻辑性",
  severity = "warning",
  on     = { evaluation = "*" },
  remedy = "请将执行率的分值改为 10 分。",

  run = function(e, check)
    if not forms.has_total_fund(e) then return end
    local fund = forms.total_fund(e)
    if fund.weight:missing() then return end
    check:same(fund.weight, param "exec.weight", { message = "执行率分值填报 {left} 分，应为 {right} 分，不可调整。" })
  end,
}
