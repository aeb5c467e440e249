rule {
  id     = "national.evaluation.title_year",
  title  = "自评表的表题年度应与公开文本的年度一致",
  basis  = "项目支出绩效自评表、绩效目标表样表：表题下印本年度",
  on     = { evaluation = "*" },
  kind   = "逻辑性",
  severity = "verify",
  note   = "表题、表头只印一个年度、又不是公开文本的年度的；跨年度结转的项目可能照上年的表公开",
  remedy = "请核对表题的年度，更正沿用的上年表题。",

  run = function(e, check, document)
    if e.title_year:missing() then return end
    check:holds(text.same(tostring(e.title_year), tostring(document.year)), { at = e.title_year, printed = tostring(e.title_year), expected = tostring(document.year), column = "表题年度",
      message = "表题写的是 {printed} 年度，公开文本是 {expected} 年度。" })
  end,
}
