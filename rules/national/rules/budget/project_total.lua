local names = require "names"
local purchases = require "purchases"
local statements = require "statements"

-- 合计一行和它下面的各行；没有合计一行、有几行合计的为 nil。
local function parts_of(t)
  local whole, parts = nil, {}
  for _, row in ipairs(t:rows()) do
    if names.has(param "tables.total_rows", row.label) then
      if whole then return nil end
      whole = row
    else
      parts[#parts + 1] = row
    end
  end
  return whole, parts
end

local function values_of(rows, column)
  local found = {}
  for _, row in ipairs(rows) do
    local value = row:value(column)
    if not value:missing() and not value:is_rate() then found[#found + 1] = value end
  end
  return found
end

rule {
  id     = "national.budget.project_total",
  title  = "项目支出表：合计应等于各项目之和",
  basis  = "部门预算公开样表：项目支出表逐个项目列示，合计一行是各项目之和",
  on     = { document = "部门预算", table = statements.names "项目支出表" },
  kind   = "基本平衡",
  severity = "verify",
  note   = "有一行等于后面几行之和的，是小计和项目印在一起，不审",
  remedy = "请核对合计和各项目的金额，看有没有哪一项的数字、单位写错。",

  run = function(t, check)
    local whole, parts = parts_of(t)
    for _, column in ipairs(whole and names.additive(t) or {}) do
      local values, total = values_of(parts, column), whole:value(column)
      if #values > 1 and not total:missing() and not purchases.has_subtotal(values, check) then
        check:same(total, sum(values), { message = "项目支出表的{column}合计填报 {left}，各项目之和为 {right}，相差 {gap}。" })
      end
    end
  end,
}
