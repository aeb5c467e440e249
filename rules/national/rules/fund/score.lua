local forms = require "forms"

rule {
  id     = "national.fund.score",
  title  = "执行率得分应等于执行率乘以分值，不超过分值",
  basis  = "项目支出绩效自评表样表；按填报的执行率或按实际执行率计算均可",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请按执行率 × 分值重新计算，超过分值的按分值计。",

  run = function(e, check)
    local f = forms.total_fund(e)
    if f.score:missing() or f.weight:missing() then return end
    local by_rate, exact = forms.execution(f)
    local expected = exact or by_rate
    if not expected then return end
    if (exact and check:agrees(f.score, exact)) or (by_rate and check:agrees(f.score, by_rate)) then
      check:holds(true)
    elseif f.score > expected then
      check:computed(f.score, expected, { case = "above", severity = param "exec.above_severity",
        message = "执行率得分填报 {left}，按公式应为 {right}，多计 {gap} 分。" })
    else
      check:computed(f.score, expected, { case = "below", severity = "verify",
        message = "执行率得分填报 {left}，低于公式的 {right}（自行从严？），请说明。" })
    end
  end,
}
