local costs, forms, unreadable = require "unit_costs", require "forms", require "unreadable"

rule {
  id     = "national.indicator.unit_cost",
  title  = "人均、亩均、户均成本应等于项目资金除以数量",
  basis  = "成本指标是项目支出除以数量指标的完成值（评审通行要求，条文待核）",
  kind   = "核实性",
  severity = "verify",
  on     = { indicator = "*" },
  note   = "名称写明是一件事的单位成本、同一张表里这件事的数量只有一个的才比；补助标准不是除出来的，不比",
  remedy = "请核对单位成本、数量和执行数；只算一部分支出的请写明。",

  run = function(i, check, e)
    if not costs.is_named(i) or not forms.has_total_fund(e) or unreadable.told(i, check) then return end
    local cost = costs.read(i, e, forms.total_fund(e).executed)
    if not cost then return end
    check:holds(cost.agreed, { at = i:value "actual", printed = i.actual.text, expected = tostring(cost.expected),
      values = { spent = cost.money, name = cost.count.level3, count = cost.count.actual.text, cost = cost.expected },
      message = "{row}的完成值是“{printed}”，执行数 {spent} 除以{name}“{count}”为 {cost}，请核实。" })
  end,
}
