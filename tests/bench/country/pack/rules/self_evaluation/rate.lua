rule {
  id    = "bench.self_evaluation.rate",
  title = "执行率应等于全年执行数除以全年预算数",
  basis = "checks.md s.rate",
  kind  = "基本平衡",
  on    = { fund = "*" },

  run = function(f, check)
    check:same(f.rate, f.executed / f.annual)
  end,
}
