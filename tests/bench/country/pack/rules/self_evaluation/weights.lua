rule {
  id    = "bench.self_evaluation.weights",
  title = "执行率与各项指标的分值合计应为 100",
  basis = "checks.md s.weights",
  kind  = "基本平衡",
  on    = { evaluation = "project" },

  run = function(e, check)
    check:same(e:fund("年度资金总额").weight + sum(e:indicators(), "weight"), param "weights.total")
  end,
}
