local forms, totals = require "forms", require "form_totals"

rule {
  id     = "national.indicator.score_blank",
  title  = "有分值的指标没有填得分",
  basis  = "自评表填报要求：每项指标应填得分",
  kind   = "逻辑性",
  severity = "error",
  on     = { indicator = "*", document = { "部门决算", "绩效自评" } },
  remedy = "请补填得分。",

  run = function(i, check, e)
    local state = i:state "score"
    if i.weight:missing() or state == "absent" or not forms.is_filled_in(e) then return end
    local counted = state == "blank" and totals.counts_blanks(e)
    check:present(i.score, { printed = i:printed "score" or "（空）", severity = (counted or state ~= "blank") and "verify" or nil, values = { weight = i.weight }, case = counted and "counted" or nil,
      message = counted and "{row}分值 {weight} 分，没有填得分；总分像是按满分计入了。" or "{row}分值 {weight} 分，没有填得分。" })
  end,
}
