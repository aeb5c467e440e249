rule {
  id    = "bench.self_evaluation.scores",
  title = "总分应等于执行率得分与各项指标得分之和",
  basis = "checks.md s.scores",
  kind  = "基本平衡",
  on    = { evaluation = "project" },

  run = function(e, check)
    check:same(e.total_score, e:fund("年度资金总额").score + sum(e:indicators(), "score"))
  end,
}
