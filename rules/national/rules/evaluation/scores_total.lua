local execution, forms, slips, totals = require "execution", require "forms", require "score_slips", require "form_totals"

rule {
  id     = "national.evaluation.scores_total",
  title  = "总分应等于执行率得分与各项指标得分之和",
  basis  = "自评表表注：各项指标得分加总得出该绩效自评的总分",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请重新加总；总分包括执行率得分。",

  run = function(e, check)
    local without = sum(forms.scored_cells(e, "score"))
    if without:missing() or e:state "total_score" == "absent" and e.stated_score:missing() then return end
    local all, doubt = sum(totals.cells(e, "score")), totals.doubt(e)
    if not doubt and e.total_score:missing() and not e.stated_score:missing() then   -- 表上没有总分、文字里写了得分
      check:same(e.stated_score, all, { case = "stated", severity = "warning", message = "自评得分填报 {left}，各项得分之和为 {right}，相差 {gap} 分。" })
    elseif doubt == "no_rate_score" then
      check:cannot { case = doubt, at = execution.place(e, "score", e.total_score), message = "执行率没有填得分，不能加总核对总分。" }
    elseif doubt == "left_out" then
      check:cannot { case = doubt, at = e.total_score, message = "各项分值合计不足 100 分，像是有的指标没有列出，不能核对总分。" }
    elseif forms.equal(e.total_score, without) then
      check:same(e.total_score, all, { case = "without_rate",
        message = "总分填报 {left}，加上执行率得分应为 {right}；{left} 只是各项指标得分之和，漏计执行率得分。" })
    elseif totals.is_capped_total(e) or totals.counts_blanks(e) or slips.of(e, check) then
      check:holds(true)   -- 有一项得分超过分值、没有填得分、写错：由 national.indicator.score_range、score_blank、score_formula、national.fund.score 说
    else
      check:same(e.total_score, all, { severity = not totals.has_weights(e) and "verify" or nil, message = "总分填报 {left}，各项得分之和为 {right}，相差 {gap} 分。" })
    end
  end,
}
