-- 每个上级科目之下各栏的数：below["201"]["基本支出"] 是各款的；"" 之下是各类的。
local function by_parent(t)
  local below = {}
  for _, row in ipairs(t:rows()) do
    local code = row.code
    if code then
      local above = #code > 3 and string.sub(code, 1, #code - 2) or ""
      local parts = below[above]
      if not parts then
        parts = {}
        for _, column in ipairs(t.columns) do parts[column] = {} end
        below[above] = parts
      end
      for _, column in ipairs(t.columns) do table.insert(parts[column], row:value(column)) end
    end
  end
  return below
end

rule {
  id    = "bench.table_set.parent",
  title = "类应等于各款之和，款应等于各项之和，合计应等于各类之和",
  basis = "checks.md t.parent, t.total",
  kind  = "基本平衡",
  on    = { table = "支出决算表" },

  run = function(t, check)
    local below = by_parent(t)
    for _, row in ipairs(t:rows()) do
      local parts = below[row.code or ""]
      if parts then
        for _, column in ipairs(t.columns) do check:same(row:value(column), sum(parts[column])) end
      end
    end
  end,
}
