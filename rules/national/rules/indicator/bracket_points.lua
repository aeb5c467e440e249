local department, forms = require "department", require "forms"

rule {
  id     = "national.indicator.bracket_points",
  title  = "部门整体指标的得分应按分档得出",
  basis  = "本省、市部门整体支出绩效评价指标的评价标准，见参数 dept.points 和各分档的依据",
  kind   = "逻辑性",
  severity = "warning",
  on     = { indicator = "department" },
  suppresses = { "national.indicator.reason", "national.indicator.score_formula", "national.indicator.undirected" },
  remedy = "请按评价标准的分档重新计分；自行从严的请说明原因。",

  run = function(i, check, e)
    if i.score:missing() then return end
    local points = department.points_of(i)
    if not points then return end
    local values = { actual = i.actual.text }
    if check:agrees(i.score, points) then
      check:holds(true)
    elseif i.score > points then
      check:computed(i.score, points, { case = "above", values = values,
        message = "{row}：完成值 {actual}，得分填报 {left}，按分档应为 {right}，多计 {gap} 分。" })
    elseif not (i.reason or forms.explains(e)) then
      check:computed(i.score, points, { case = "below", severity = "verify", values = values,
        message = "{row}：完成值 {actual}，得分填报 {left}，低于分档的 {right}（自行从严？），没有说明原因。" })
    end
  end,
}
