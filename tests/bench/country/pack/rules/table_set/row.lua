rule {
  id    = "bench.table_set.row",
  title = "每行的本年支出合计应等于各栏之和",
  basis = "checks.md t.row",
  kind  = "基本平衡",
  on    = { table = "支出决算表" },

  run = function(t, check)
    for _, row in ipairs(t:rows()) do
      if row.code then
        check:same(row["本年支出合计"],
          sum { row["基本支出"], row["项目支出"], row["上缴上级支出"], row["经营支出"], row["对附属单位补助支出"] })
      end
    end
  end,
}
