local scores = require "scores"
local unreadable = require "unreadable"

rule {
  id     = "national.indicator.exceeded",
  title  = "完成值超过指标值较多的应说明原因",
  basis  = "财预〔2020〕10号（条文待核）：超额完成较多的说明原因，指标值明显偏低的按偏离度调减得分；全国没有统一的幅度，由各地参数 quant.over_from 写明",
  kind   = "核实性",
  on     = { indicator = "*" },
  remedy = "请说明超额完成的原因；指标值偏低的，下年合理设置。",

  run = function(i, check)
    local target, actual, limit = i.target, i.actual, param "quant.over_from"
    if limit == "none" or not target or not actual or unreadable.told(i, check) or not target.numeric then return end
    if target.high or actual.high or target.is_rate or target.reverse or target.value:zero() or not target:comparable(actual) then return end
    if not target.comparison and scores.named_direction(i) == "reverse" then return end
    local ratio = actual.value:like(target.value) / target.value:like(actual.value)
    check:holds(ratio < limit or i.reason ~= nil, { severity = param "quant.over_severity", at = i:value "actual",
      printed = actual.text, expected = target.text, values = { ratio = ratio:rounded(4), limit = limit },
      message = "{row}的指标值是“{expected}”，完成值是“{printed}”，为指标值的 {ratio}，达到 {limit}，没有说明原因。" })
  end,
}
