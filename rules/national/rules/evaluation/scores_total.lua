local forms = require "forms"

rule {
  id     = "national.evaluation.scores_total",
  title  = "总分应等于执行率得分与各项指标得分之和",
  basis  = "自评表表注：各项指标得分加总得出该绩效自评的总分",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请重新加总；总分包括执行率得分。",

  run = function(e, check)
    local cells = forms.scored_cells(e, "score")
    local without = sum(cells)
    if without:missing() then return end
    local fund = forms.total_fund(e)
    table.insert(cells, 1, fund.score)
    if forms.equal(e.total_score, without) and (fund.score:missing() or fund.score:zero()) then
      check:holds(true)
    elseif fund.score:missing() then
      check:cannot { case = "no_rate_score", at = fund.score, message = "执行率没有填得分，不能加总核对总分。" }
    elseif forms.equal(e.total_score, without) then
      check:same(e.total_score, sum(cells), { case = "without_rate",
        message = "总分填报 {left}，加上执行率得分应为 {right}；{left} 只是各项指标得分之和，漏计执行率得分。" })
    else
      check:same(e.total_score, sum(cells), { message = "总分填报 {left}，各项得分之和为 {right}，相差 {gap} 分。" })
    end
  end,
}
