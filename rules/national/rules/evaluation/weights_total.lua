local execution, forms, totals = require "execution", require "forms", require "form_totals"

local function every_weight(e)
  for _, cell in ipairs(forms.scored_cells(e, "weight")) do
    if cell:missing() then return false end
  end
  return true
end

rule {
  id     = "national.evaluation.weights_total",
  title  = "执行率与各项指标的分值合计应为 100 分",
  basis  = "财预〔2020〕10号；自评表表注“总分应为100分”",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  suppresses = { "national.evaluation.section_weights" },
  remedy = "请调整各项指标的分值，使其与执行率分值合计为 100 分。",

  run = function(e, check, document)
    local weights, full = totals.cells(e, "weight"), param "weights.total"
    if sum(forms.scored_cells(e, "weight")):missing() then return end
    local apart = #execution.cells(e, "weight") < 1 and not totals.has_rate_inside(e)
    if totals.has_rows_left_out(e) then
      check:cannot { case = "left_out", at = e.total_score, message = "各项分值合计不足 100 分，总分又多于各项得分之和，像是有的指标没有列出，不能核对分值。" }
    elseif apart and forms.equal(sum(weights) + param "exec.weight", full) then
      check:holds(true)
    elseif apart and text.same(document.kind, "budget") and not forms.is_filled_in(e) and every_weight(e) then   -- 绩效目标表不印执行率
      check:same(sum(weights), full, { case = "goal", severity = "verify", at = e.total_weight, values = { rate = param "exec.weight" },
        message = "绩效目标表各项分值合计 {left} 分，加上执行率的 {rate} 分也不是 {right} 分。" })
    elseif apart then
      check:cannot { case = "no_rate_weight", at = execution.place(e, "weight", e.total_weight), message = "执行率没有填分值，不能合计分值。" }
    else
      check:same(sum(weights), full, { at = e.total_weight, message = "各项分值合计 {left} 分，应为 {right} 分，相差 {gap} 分。" })
    end
  end,
}
