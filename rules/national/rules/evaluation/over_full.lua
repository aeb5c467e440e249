local totals = require "form_totals"

rule {
  id     = "national.evaluation.over_full",
  title  = "总分不应超过满分",
  basis  = "财预〔2020〕10号；自评表表注“总分应为100分”",
  kind   = "逻辑性",
  severity = "warning",
  on     = { evaluation = "*" },
  note   = "分值合计超过满分的由 national.evaluation.weights_total 说；有加分项的不说",
  remedy = "请核对各项分值、得分和总分。",

  run = function(e, check)
    local full = param "weights.total"
    if e.total_score:missing() or totals.is_overweight(e, full) then return end
    check:holds(e.total_score <= full or totals.has_bonus(e), { at = e.total_score, expected = full, column = "总分", values = { full = full, score = e.total_score },
      message = "总分填报 {score}，超过满分 {full} 分。" })
  end,
}
