local forms = require "forms"

local function is_cost(row)
  local level = row.level2 and text.replace(row.level2, "\\s*[（(][^（）()]*[）)]\\s*$", "")   -- 成本指标（10分）
  for _, name in ipairs(param "indicator.cost_names") do
    if level and text.same(level, name) then return true end
  end
  return false
end

-- 印了金额单位的，或者没有印单位但名称说明是金额的。
local function is_money(row)
  local actual = row.actual
  if not actual or actual.high then return false end
  if actual.is_money then return true end
  local name = row.level3 or ""
  local target_bare = not row.target or not row.target.numeric or row.target.unit == ""
  return actual.unit == "" and target_bare and text.contains(name, param "indicator.money_words") and not text.contains(name, param "indicator.rate_words")
end

rule {
  id     = "national.evaluation.cost_total",
  title  = "成本指标完成值之和不应超过全年执行数",
  basis  = "成本指标反映项目支出，完成值应与执行数相符（评审通行要求，条文待核）",
  kind   = "核实性",
  on     = { evaluation = "*" },
  remedy = "请核对各成本指标的完成值和全年执行数，说明差额。",

  run = function(e, check)
    local rows, priced = {}, false
    for _, row in ipairs(forms.scored_rows(e)) do
      if is_cost(row) and is_money(row) then rows[#rows + 1], priced = row, priced or row.actual.is_money end
    end
    if #rows < 2 then return end
    local executed, costs = forms.total_fund(e).executed, {}
    if executed:missing() then return end
    for _, row in ipairs(rows) do
      local cost = priced and row.actual.value:like(executed) or row.actual.value
      if forms.equal(cost, executed) then return end
      costs[#costs + 1] = cost
    end
    check:at_most(sum(costs), executed, {
      row = "成本指标", column = "实际完成值合计",
      message = "各成本指标完成值之和为 {left}，全年执行数为 {right}，多出 {gap}。",
    })
  end,
}
