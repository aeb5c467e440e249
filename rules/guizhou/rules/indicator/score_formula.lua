local forms, scores = require "forms", require "scores"

rule {
  id     = "guizhou.indicator.score_formula",
  title  = "定量指标得分应按完成值与指标值的比例计算",
  basis  = "贵州省自评表表注 3：正向指标 B/A×分值，反向指标 A/B×分值；得分不超过分值",
  kind   = "基本平衡",
  on     = { indicator = "*" },
  suppresses = { "national.indicator.reason" },
  remedy = "请按表注公式重新计算得分；自行从严的请说明原因。",

  run = function(i, check, e)
    if i.score:missing() or i.weight:missing() or forms.is_subtotal_row(e, i) then return end
    local measured = scores.measure(i)
    if not measured.formula then return end
    local values = { target = i.target.text, actual = i.actual.text }
    if check:agrees(i.score, measured.formula) then
      check:holds(true)
    elseif i.score > measured.formula then
      local unsure = measured.unsure or i.target.worded or i.actual.worded or not i.target.comparison
      check:computed(i.score, measured.formula, { case = "above", severity = unsure and "verify" or nil, values = values,
        message = "{row}：指标值 {target}，完成值 {actual}，得分填报 {left}，按公式应为 {right}，多计 {gap} 分。" })
    elseif not (i.reason or forms.explains(e)) then
      check:computed(i.score, measured.formula, { case = "below", severity = "verify", values = values,
        message = "{row}：指标值 {target}，完成值 {actual}，得分填报 {left}，低于公式的 {right}（自行从严？），没有说明原因。" })
    end
  end,
}
