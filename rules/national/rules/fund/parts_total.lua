local forms = require "forms"

local columns = { "initial", "annual", "executed" }

rule {
  id     = "national.fund.parts_total",
  title  = "年度资金总额应等于各项来源之和",
  basis  = "项目支出、部门整体支出绩效自评表样表：年度资金总额下列各项来源",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对资金总额与各项来源；“其中”行不与其上级重复相加。",

  run = function(e, check)
    local total = forms.total_fund(e)
    for _, column in ipairs(columns) do
      local parts = {}
      for _, name in ipairs(param "fund.part_names") do
        if e:has_fund(name) then parts[#parts + 1] = e:fund(name) end
      end
      local added = sum(parts, column)
      if not added:missing() and not total:value(column):missing() then
        check:same(total:value(column), added, { message = "年度资金总额的{column}为 {left}，各项来源之和为 {right}，相差 {gap}。" })
      end
    end
  end,
}
