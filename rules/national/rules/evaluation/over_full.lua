local totals = require "form_totals"

rule {
  id     = "national.evaluation.over_full",
  title  = "总分不应超过满分",
  basis  = "财预〔2020〕10号；自评表表注“总分应为100分”",
  kind   = "核实性",
  on     = { evaluation = "*" },
  note   = "分值合计超过满分的由 national.evaluation.weights_total 说；说有加分的不说；没有写明的加分也可能，所以只请核实",
  remedy = "请核对各项分值、得分和总分。",

  run = function(e, check)
    local full = param "weights.total"
    if e.total_score:missing() or totals.is_overweight(e, full) then return end
    check:holds(e.total_score <= full or totals.has_bonus(e), { at = e.total_score, expected = full, column = "总分", values = { full = full, score = e.total_score },
      message = "总分填报 {score}，超过满分 {full} 分。" })
  end,
}
