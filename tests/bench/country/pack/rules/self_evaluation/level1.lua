rule {
  id    = "bench.self_evaluation.level1",
  title = "一级指标的分值应为 50、30、10",
  basis = "checks.md s.output, s.benefit, s.satisfaction",
  kind  = "基本平衡",
  on    = { evaluation = "project" },

  run = function(e, check)
    for _, one in ipairs(param "weights.level1") do
      check:same(sum(e:indicators { level1 = one[1] }, "weight"), amount(one[2]), { row = one[1] })
    end
  end,
}
