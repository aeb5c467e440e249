rule {
  id     = "national.indicator.score_range",
  title  = "得分不应小于 0 或超过分值",
  basis  = "自评表表注：各三级指标得分最高不能超过该指标分值上限",
  kind   = "基本平衡",
  on     = { indicator = "*" },
  suppresses = { "national.indicator.score_formula", "national.indicator.undirected", "national.indicator.coefficient" },
  remedy = "请将得分改为 0 到分值之间的数。",

  run = function(i, check)
    if i.score:missing() or i.weight:missing() then return end
    check:at_most(i.score, i.weight, { message = "{row}得分 {left}，超过分值 {right}。" })
    check:holds(not i.score:negative(), { case = "negative", at = i.score, expected = "0", message = "{row}得分 {printed}，小于 0。" })
  end,
}
