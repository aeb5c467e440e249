rule {
  id     = "national.indicator.reason_junk",
  title  = "得满分的指标，原因栏填了数字",
  basis  = "自评表“未完成原因分析”栏只在未完成时填写",
  kind   = "规范性",
  on     = { indicator = "*" },
  remedy = "得满分时原因栏留空。",

  run = function(i, check)
    if not i.reason or i.score:missing() or i.weight:missing() then return end
    check:holds(not (i.score >= i.weight and text.match(i.reason, "^[0-9.]+$")), {
      at = i.score, column = "未完成原因", printed = i.reason, expected = "（空）", message = "{row}得满分，原因栏却填了“{printed}”。",
    })
  end,
}
