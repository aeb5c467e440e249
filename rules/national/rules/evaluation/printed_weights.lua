local forms = require "forms"

rule {
  id     = "national.evaluation.printed_weights",
  title  = "填报的分值合计应为 100 分",
  basis  = "财预〔2020〕10号；自评表表注“总分应为100分”",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请更正合计栏的分值。",

  run = function(e, check)
    if e.total_weight:missing() then return end
    local far = e.total_weight + amount "1" <= param "weights.total"
    if far and e.total_score:missing() and not forms.equal(e.total_weight, e.total_weight:rounded(0)) then
      check:cannot { case = "one_figure", at = e.total_weight, message = "合计一行只有一个数 {printed}，分不清是分值还是得分。", values = { printed = e.total_weight } }
      return
    end
    local rest = sum(forms.scored_cells(e, "weight"))
    local rate = forms.has_total_fund(e) and forms.total_fund(e).weight or e.total_weight
    local apart = forms.equal(e.total_weight, rest) and not rate:missing() and forms.equal(rest + rate, param "weights.total")
    check:same(e.total_weight, param "weights.total", apart and { case = "without_rate", severity = "verify",
      message = "合计栏分值填报 {left} 分，没有包括执行率的分值；合计应为 {right} 分。",
    } or { message = "合计栏分值填报 {left} 分，应为 {right} 分。" })
  end,
}
