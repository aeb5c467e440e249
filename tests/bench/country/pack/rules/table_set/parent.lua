rule {
  id    = "bench.table_set.parent",
  title = "类应等于各款之和，款应等于各项之和，合计应等于各类之和",
  basis = "checks.md t.parent, t.total",
  kind  = "基本平衡",
  on    = { table = "支出决算表" },

  run = function(t, check) check:hierarchy(t, { 3, 5, 7 }, "合计") end,
}
