local forms, scores, slips, unreadable = require "forms", require "scores", require "score_slips", require "unreadable"

-- 用了相反方向的公式：反向指标按完成值与指标值之比计分，或者相反。说明了扣分原因、只是取整以后才相同的，是自行从严。
local function is_wrong_way(check, i, measured, e)
  local other = measured.forward
  if not measured.reverse then other = measured.backward end
  if not other or other >= i.weight or not check:agrees(i.score, other) then return false end
  return (i.score - other):absolute() < param "score.rounding_told" or not forms.is_reasoned(e, i)
end

-- 没有印方向，得分与哪个方向都不符的，由 national.indicator.undirected 说。
local function fits_neither(check, i, measured)
  local forward, backward = measured.forward, measured.backward
  return measured.kind == "undirected" and not (forward and check:agrees(i.score, forward)) and not check:agrees(i.score, backward)
end

rule {
  id     = "national.indicator.score_formula",
  title  = "定量指标得分应按完成值与指标值的比例计算",
  basis  = "《项目支出绩效评价管理办法》（财预〔2020〕10号，条文待核）；各省自评表表注：正向指标 B/A×分值，反向指标 A/B×分值，不超过分值",
  kind   = "基本平衡",
  on     = { indicator = "*" },
  suppresses = { "national.indicator.reason" },
  remedy = "请按公式重新计算得分；自行从严的请说明原因。",

  run = function(i, check, e)
    if i.score:missing() or i.weight:missing() or forms.is_subtotal_row(e, i) then return end
    local measured = scores.measure(i)
    local formula = measured.formula or measured.named
    if not formula and measured.kind ~= "brackets" and unreadable.told(i, check) then return end
    if not formula or measured.kind == "brackets" or fits_neither(check, i, measured) then return end
    local values = { target = i.target and i.target.text or "—", actual = i.actual.text }
    if check:agrees(i.score, formula) then
      local told = (i.score - formula):absolute() >= param "score.rounding_told"
      check:computed(i.score, formula, { case = "rounded", tail = told and "note" or nil, values = values,
        message = "{row}：得分填报 {left}，按公式为 {right}，差额 {gap} 在取整之内。" })
    elseif slips.is_slip(e, i, check) then
      check:computed(i.score, formula, { case = "slip", values = values,
        message = "{row}：指标值 {target}，完成值 {actual}，得分填报 {left}，按公式应为 {right}，总分也是按 {right} 加的。" })
    elseif measured.formula and is_wrong_way(check, i, measured, e) then
      check:computed(i.score, formula, { case = "wrong_way", severity = "verify", values = values,
        message = "{row}：指标值 {target}，完成值 {actual}，得分填报 {left}，是按相反方向的公式算的；按公式应为 {right}。" })
    elseif i.score > formula then
      local unsure = measured.unsure or i.target.worded or i.actual.worded
      check:computed(i.score, formula, { case = "above", severity = unsure and "verify" or param "quant.above_severity", values = values,
        message = "{row}：指标值 {target}，完成值 {actual}，得分填报 {left}，按公式应为 {right}，多计 {gap} 分。" })
    elseif measured.formula and not forms.is_reasoned(e, i) then
      check:computed(i.score, formula, { case = "below", severity = "verify", values = values,
        message = "{row}：指标值 {target}，完成值 {actual}，得分填报 {left}，低于公式的 {right}（自行从严？），没有说明原因。" })
    end
  end,
}
