local forms = require "forms"

rule {
  id     = "national.fund.rate",
  title  = "执行率应等于全年执行数除以全年预算数",
  basis  = "项目支出绩效自评表样表：执行率 = 全年执行数（B）/ 全年预算数（A）",
  kind   = "基本平衡",
  on     = { fund = "*" },
  remedy = "请按全年预算数（调整后）重新计算执行率。",

  run = function(f, check)
    if f.rate:missing() or f.annual:missing() or f.executed:missing() or f.annual:zero() then return end
    check:same(forms.rate_of(f), f.executed / f.annual, {
      message = "执行率填报 {left}，按执行数除以预算数应为 {right}。", at = f.rate,
    })
  end,
}
