local forms = require "forms"

rule {
  id     = "national.evaluation.scores_total",
  title  = "总分应等于执行率得分与各项指标得分之和",
  basis  = "自评表表注：各项指标得分加总得出该绩效自评的总分",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请重新加总；总分包括执行率得分。",

  run = function(e, check)
    local scores = {}
    for _, row in ipairs(forms.scored_rows(e)) do scores[#scores + 1] = row.score end
    if sum(scores):missing() then return end
    local fund = forms.total_fund(e)
    local without = sum(scores)
    table.insert(scores, 1, fund.score)
    local total = sum(scores)
    if e.total_score <= without and e.total_score >= without and not fund.score:missing() and not fund.score:zero() then
      check:same(e.total_score, total, { case = "without_rate",
        message = "总分填报 {left}，加上执行率得分应为 {right}；{left} 只是各项指标得分之和，漏计执行率得分。" })
    else
      check:same(e.total_score, total, { message = "总分填报 {left}，各项得分之和为 {right}，相差 {gap} 分。" })
    end
  end,
}
