rule {
  id     = "national.evaluation.stated_score",
  title  = "文字说明中的自评得分应与自评表总分一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  kind   = "逻辑性",
  severity = "warning",
  on     = { evaluation = "*" },
  remedy = "请核对文字说明与自评表，改为同一个数。",

  run = function(e, check)
    if e.stated_score:missing() or e.total_score:missing() then return end
    check:same(e.stated_score, e.total_score, { message = "文字说明的自评得分为 {left} 分，自评表总分为 {right} 分。" })
  end,
}
