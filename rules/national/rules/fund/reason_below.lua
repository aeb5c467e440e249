local execution, forms = require "execution", require "forms"

-- 哪一项指标写了原因，执行率低多半就是这个原因。
local function has_reasons(e)
  for _, row in ipairs(e:indicators()) do
    if row.reason or row:more "（无栏名）" then return true end
  end
  return false
end

rule {
  id     = "national.fund.reason_below",
  title  = "预算执行率低的说明原因",
  basis  = "自评表“偏差原因分析及改进措施”栏：没有完成预算的说明原因（条文待核）；幅度见参数 exec.reason_below",
  kind   = "规范性",
  on     = { evaluation = "*", document = { "部门决算", "绩效自评" } },
  note   = "资金行、哪一项指标、文字栏里有一处说明了原因就不说；本省有条文的由本省的规则说",
  remedy = "请在原因栏、偏差原因分析或绩效结论里说明执行率低的原因。",

  run = function(e, check)
    if not forms.has_total_fund(e) then return end
    local f, limit = forms.total_fund(e), param "exec.reason_below"
    local budget = execution.budget_of(f)
    if budget:missing() or budget:zero() or f.executed:missing() then return end
    local rate = f.executed / budget
    check:when(rate, "<", limit):holds(f.reason ~= nil or has_reasons(e) or forms.explains(e), {
      at = f.executed, column = "原因", printed = "（空）", expected = "执行率低的原因", severity = param "exec.reason_severity", values = { rate = rate, limit = limit },
      message = "执行率 {rate}，低于 {limit}，没有说明原因。",
    })
  end,
}
