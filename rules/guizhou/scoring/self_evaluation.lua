local forms, scores = require "forms", require "scores"

scoring {
  id    = "guizhou.scoring.self_evaluation",
  title = "贵州省自评得分测算：执行率得分与各项指标得分之和",
  basis = "贵州省自评表表注 1、3、4",
  on    = { evaluation = "*" },

  run = function(e, score)
    score:printed(e.total_score)
    score:bands(param "evaluation.grades")
    if not forms.has_total_fund(e) then
      score:incomplete("没有资金总额一行")
      return
    end
    local fund = forms.total_fund(e)
    local by_rate, exact = forms.execution(fund)
    if by_rate or exact then
      score:line("预算执行率", fund.weight, fund.score, by_rate or exact, exact or nil)
    else
      score:judged("预算执行率", fund.weight, fund.score)
    end
    for _, row in ipairs(forms.scored_rows(e)) do
      local measured = row.weight:missing() and { kind = "judged" } or scores.measure(row)
      if measured.formula and not forms.is_subtotal_row(e, row) then
        score:line(row.name, row.weight, row.score, measured.formula)
      else
        score:judged(row.name, row.weight, row.score)
      end
    end
  end,
}
