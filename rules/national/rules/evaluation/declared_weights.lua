local execution, forms, totals = require "execution", require "forms", require "form_totals"

rule {
  id     = "national.evaluation.declared_weights",
  title  = "各一级指标标题的分值加上执行率的分值应为 100 分",
  basis  = "财预〔2020〕10号；自评表样表：一级指标标题印有分值，如“产出指标（50分）”",
  kind   = "核实性",
  on     = { evaluation = "*" },
  suppresses = { "national.evaluation.over_full" },
  note   = "只看没有印各项分值的表；执行率没有印分值的，按它的得分看是否超过满分",
  remedy = "请核对各一级指标标题的分值和执行率的分值，使其合计为 100 分。",

  run = function(e, check)
    if not sum(forms.scored_cells(e, "weight")):missing() then return end
    local whole, full = totals.declared(e), param "weights.total"
    if not whole then return end
    local weight, score = sum(execution.cells(e, "weight")), sum(execution.cells(e, "score"))
    if not weight:missing() then
      local added = whole + weight
      check:same(forms.equal(whole, full) and whole or added, full, { at = e.total_weight, row = "一级指标", column = "分值",
        message = "各一级指标标题的分值与执行率的分值合计 {left} 分，应为 {right} 分，相差 {gap} 分。" })
    elseif not score:missing() then
      local most = whole + score
      check:holds(most <= full or forms.equal(whole, full), { case = "score", at = e.total_weight, row = "一级指标", column = "分值", printed = whole, expected = full - score,
        values = { whole = whole, score = score, full = full },
        message = "各一级指标标题的分值合计 {whole} 分，执行率得分 {score} 分，加起来超过 {full} 分。" })
    end
  end,
}
