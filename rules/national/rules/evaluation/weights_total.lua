local forms = require "forms"

rule {
  id     = "national.evaluation.weights_total",
  title  = "执行率与各项指标的分值合计应为 100 分",
  basis  = "财预〔2020〕10号；自评表表注“总分应为100分”",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  suppresses = { "national.evaluation.section_weights" },
  remedy = "请调整各项指标的分值，使其与执行率分值合计为 100 分。",

  run = function(e, check)
    local weights = forms.scored_cells(e, "weight")
    if sum(weights):missing() then return end
    local fund = forms.total_fund(e)
    if fund.weight:missing() then
      check:cannot { case = "no_rate_weight", at = fund.weight, message = "执行率没有填分值，不能合计分值。" }
      return
    end
    table.insert(weights, 1, fund.weight)
    check:same(sum(weights), param "weights.total", {
      at = e.total_weight, message = "各项分值合计 {left} 分，应为 {right} 分，相差 {gap} 分。",
    })
  end,
}
