rule {
  id    = "bench.table_set.row",
  title = "每行的本年支出合计应等于各栏之和",
  basis = "checks.md t.row",
  kind  = "基本平衡",
  on    = { table = "支出决算表" },

  run = function(t, check)
    check:across(t:coded(), "本年支出合计", { "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出" })
  end,
}
