rule {
  id     = "national.indicator.quality_band",
  title  = "定性指标的得分应在所填档次的区间之内",
  basis  = "财预〔2020〕10号（条文待核）：达成 100-80%、部分达成 80-60%、未达成 60-0%；有的省表注为 80-50%、50-0%",
  kind   = "逻辑性",
  severity = "warning",
  on     = { indicator = "*" },
  remedy = "请按所填档次的区间重新评分，或更正档次。",

  run = function(i, check)
    if not i.actual or i.score:missing() or i.weight:missing() then return end
    local upper = i.weight
    for position, band in ipairs(param "quality.bands") do
      local lower = i.weight * amount(band[2])
      if text.same(i.actual.text, band[1]) then
        local inside = i.score >= lower and i.score <= upper and (position <= 1 or i.score < upper)
        check:holds(inside, { severity = param "quality.severity", printed = i.score, expected = band[2] .. " 起",
          values = { band = band[1], lower = lower, upper = upper },
          message = "{row}填的档次是“{band}”，得分 {printed} 不在 {lower} 到 {upper} 之间。" })
      end
      upper = lower
    end
  end,
}
