local function first_word(lists, kind, name)
  for _, list in ipairs(lists) do
    for position = 2, #list do
      if text.same(kind, list[1]) and text.contains(name, list[position]) then return list[position] end
    end
  end
end

rule {
  id     = "national.indicator.level_fit",
  title  = "三级指标应与二级指标相符",
  basis  = "财政评审常用的复核要点：三级指标与二级指标应相符（条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  remedy = "请调整三级指标，或改放到相符的二级指标之下。",

  run = function(i, check)
    if not i.level2 or not i.level3 then return end
    local kind = text.replace(text.squeeze(i.level2), "(指标)?([（(][^（）()]*[）)])?$", "")
    local misfit = first_word(param "indicator.misfits", kind, i.level3)
    local own = first_word(param "indicator.own_words", kind, i.level3)
    check:holds(not misfit or own, {
      at = i:value "weight", column = "三级指标", printed = i.level3, expected = "反映“" .. kind .. "”的指标",
      values = { kind = kind, word = misfit or "" }, message = "“{printed}”放在“{kind}”之下，名称里有“{word}”，看起来不相符。",
    })
  end,
}
