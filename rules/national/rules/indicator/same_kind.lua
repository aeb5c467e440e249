local scores = require "scores"
local unreadable = require "unreadable"

rule {
  id     = "national.indicator.same_kind",
  title  = "完成值应与指标值是同一种数",
  basis  = "定量指标的完成值应与指标值的计量单位相同（评审通行要求，条文待核）",
  kind   = "规范性",
  on     = { indicator = "*" },
  remedy = "请按指标值的单位填写完成值。",

  run = function(i, check)
    local target, actual = i.target, i.actual
    if not target or not actual or unreadable.told(i, check) or not actual.numeric then return end
    if not target.comparison or target.worded or actual.value:zero() then return end
    if actual.unit == "" and scores.shares_unit(i) then return end
    check:holds(target:comparable(actual), {
      at = i:value "actual", printed = actual.text, expected = target.text,
      message = "{row}的指标值是“{expected}”，完成值填的是“{printed}”，不是同一种数。",
    })
  end,
}
