local unreadable = require "unreadable"

rule {
  id     = "national.indicator.target_met",
  title  = "指标值要求大于（或小于），完成值正好相等",
  basis  = "指标值印有 ＞ 或 ＜ 的，相等不算达到；按比例计算得分不变",
  kind   = "核实性",
  on     = { indicator = "*" },
  remedy = "请核实指标值的符号（是否应为 ≥ 或 ≤），或说明是否达到。",

  run = function(i, check)
    local target, actual = i.target, i.actual
    if not target or not actual or unreadable.told(i, check) or actual.worded or actual.high then return end
    local strict = target.comparison == "＞" or target.comparison == "＜"
    if not strict or not target:comparable(actual) then return end
    local equal = actual.value <= target.value and actual.value >= target.value
    check:holds(not equal, {
      printed = actual.value, expected = target.value,
      message = "{row}的指标值是“{expected}”，完成值“{printed}”正好相等，严格说没有达到；按比例得分仍为满分。",
    })
  end,
}
