local lines <const> = { ["本年支出"] = "本年支出合计", ["基本支出"] = "基本支出", ["项目支出"] = "项目支出", ["经营支出"] = "经营支出" }

rule {
  id    = "bench.table_set.overview",
  title = "总表各行应等于支出决算表的合计",
  basis = "checks.md t.overview",
  kind  = "基本平衡",
  on    = { table = "收入支出决算总表" },

  run = function(t, check, document)
    local total = document:table("支出决算表"):row "合计"
    for line, column in pairs(lines) do check:same(t:row(line)["金额"], total[column]) end
  end,
}
