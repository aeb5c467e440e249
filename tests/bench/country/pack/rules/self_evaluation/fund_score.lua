rule {
  id    = "bench.self_evaluation.fund_score",
  title = "执行率得分应等于执行率乘以分值",
  basis = "checks.md s.fund_score",
  kind  = "基本平衡",
  on    = { fund = "*" },

  run = function(f, check)
    check:computed(f.score, least(f.executed / f.annual * f.weight, f.weight))
  end,
}
