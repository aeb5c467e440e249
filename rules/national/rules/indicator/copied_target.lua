rule {
  id     = "national.indicator.copied_target",
  title  = "完成值不应带 ≥、≤ 等符号",
  basis  = "自评表填报要求：完成值填实际达到的数，不照抄指标值（评审通行要求，条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  remedy = "请填写实际完成的数。",

  run = function(i, check)
    if not i.actual or not i.actual.numeric then return end
    check:holds(not text.match(i.actual.text, "^\\s*(≥|≧|≤|≦|＞|＜|>|<)"), {
      at = i:value "actual", printed = i.actual.text, expected = "实际完成的数",
      message = "{row}的完成值填的是“{printed}”，像是照抄指标值。",
    })
  end,
}
