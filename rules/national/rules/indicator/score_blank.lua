rule {
  id     = "national.indicator.score_blank",
  title  = "有分值的指标没有填得分",
  basis  = "自评表填报要求：每项指标应填得分",
  kind   = "逻辑性",
  severity = "error",
  on     = { indicator = "*" },
  remedy = "请补填得分。",

  run = function(i, check)
    if i.weight:missing() then return end
    check:present(i.score, { message = "{row}分值 {weight} 分，得分空白。", values = { weight = i.weight } })
  end,
}
