local columns = { "initial", "annual", "executed" }

rule {
  id     = "national.fund.children_total",
  title  = "下级资金行之和应等于其上级行",
  basis  = "项目支出绩效自评表样表：财政拨款，其中：上级补助、本级安排",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对各下级行：同一笔资金只填在一行。",

  run = function(e, check)
    for _, group in ipairs(param "fund.child_rows") do
      local parent, parts = group[1], {}
      for position = 2, #group do
        if e:has_fund(group[position]) then parts[#parts + 1] = e:fund(group[position]) end
      end
      local first = nil
      for _, column in ipairs(columns) do
        if e:has_fund(parent) and #parts > 0 then
          local whole, added = e:fund(parent):value(column), sum(parts, column)
          if not whole:missing() and not added:missing() and not first then
            local good = check:same(whole, added, {
              message = "{row}的{column}为 {left}，其下各行之和为 {right}，相差 {gap}。",
            })
            if not good then first = column end
          end
        end
      end
    end
  end,
}
