rule {
  id    = "bench.self_evaluation.indicator",
  title = "指标得分应等于完成比例乘以分值，不超过分值",
  basis = "checks.md s.indicator",
  kind  = "基本平衡",
  on    = { indicator = "*" },

  run = function(i, check)
    check:computed(i.score, least(i.target:completion(i.actual) * i.weight, i.weight))
  end,
}
