rule {
  id     = "national.indicator.level_fit",
  title  = "三级指标应与二级指标相符",
  basis  = "财政评审常用的复核要点：三级指标与二级指标应相符（条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  remedy = "请调整三级指标，或改放到相符的二级指标之下。",

  run = function(i, check)
    if not i.level2 or not i.level3 then return end
    local kind = text.replace(text.squeeze(i.level2), "指标$", "")
    for _, misfit in ipairs(param "indicator.misfits") do
      if text.same(kind, misfit[1]) then
        for position = 2, #misfit do
          check:holds(not text.contains(i.level3, misfit[position]), {
            at = i:value "weight", column = "三级指标", printed = i.level3, expected = "反映“" .. kind .. "”的指标",
            message = "“{printed}”放在“" .. kind .. "”之下，名称里有“" .. misfit[position] .. "”，看起来不相符。",
          })
        end
      end
    end
  end,
}
