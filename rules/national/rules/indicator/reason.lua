local forms = require "forms"

rule {
  id     = "national.indicator.reason",
  title  = "扣分的指标应说明原因",
  basis  = "自评表“未完成原因分析”栏：说明偏离目标、不能完成目标的原因及拟采取的措施",
  kind   = "核实性",
  on     = { indicator = "*" },
  remedy = "请在“未完成原因分析”或绩效结论中说明扣分原因。",

  run = function(i, check, e)
    if i.score:missing() or i.weight:missing() or i.score >= i.weight then return end
    if forms.is_subtotal_row(e, i) then return end
    check:holds(forms.is_reasoned(e, i), {
      at = i.score, column = "未完成原因", printed = i.reason or "（空）", expected = "扣分原因",
      message = "{row}分值 {weight} 分，得 {score} 分，没有说明扣分原因。", values = { weight = i.weight, score = i.score },
    })
  end,
}
