local unreadable = require "unreadable"

rule {
  id     = "national.indicator.equal_exceeded",
  title  = "指标值要求等于，完成值超出",
  basis  = "指标值印有 ＝ 的，完成值应与之相等；超出的说明指标值设置是否合适",
  kind   = "规范性",
  on     = { indicator = "*" },
  remedy = "请核对指标值的符号（是否应为 ≥），或说明超出的原因。",

  run = function(i, check)
    local target, actual = i.target, i.actual
    if not target or not actual or unreadable.told(i, check) or actual.high then return end
    if target.comparison ~= "＝" or not target:comparable(actual) then return end
    check:holds(actual.value <= target.value, {
      printed = actual.value, expected = target.value,
      message = "{row}的指标值是“{expected}”，完成值是“{printed}”，超出指标值。",
    })
  end,
}
