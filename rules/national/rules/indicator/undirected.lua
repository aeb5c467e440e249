local forms, scores = require "forms", require "scores"

rule {
  id     = "national.indicator.undirected",
  title  = "指标值没有印出方向，得分与正向、反向公式都不符",
  basis  = "各省自评表表注：指标值为 ≥ 的是正向指标，为 ≤ 的是反向指标；没有符号、名称也看不出的方向不明",
  kind   = "核实性",
  on     = { indicator = "*" },
  suppresses = { "national.indicator.reason" },
  remedy = "请写明指标值的方向（≥ 或 ≤），并按相应公式计分。",

  run = function(i, check, e)
    if i.score:missing() or i.weight:missing() or forms.is_subtotal_row(e, i) then return end
    local measured = scores.measure(i)
    if measured.kind ~= "undirected" then return end
    local forward, backward = measured.forward, measured.backward
    if check:agrees(i.score, backward) then
      check:holds(true)
      return
    end
    local near = forward or backward
    check:computed(i.score, near, {
      values = { target = i.target.text, actual = i.actual.text, forward = forward and forward:rounded(2) or "—", backward = backward:rounded(2) },
      message = "{row}：指标值 {target} 没有印方向，完成值 {actual}，得分填报 {left}；正向为 {forward}，反向为 {backward}，请核实。",
    })
  end,
}
