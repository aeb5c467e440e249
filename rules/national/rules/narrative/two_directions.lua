local narrative = require "narrative"
local percents = require "percents"

-- 百分比按增减额算得通的那个方向；都算得通、都算不通的为 nil。
local function fitting(check, claim, up)
  if claim.amount:missing() or claim.amount:zero() then return nil end
  local function fits(rising) return text.same(percents.verdict(check, claim, percents.growths({ claim.amount }, claim.change, rising)), "fits") end
  local printed, other = fits(up), fits(not up)
  if printed and other then return nil end
  return printed and claim.direction or other and claim.percent_direction or nil
end

rule {
  id     = "national.narrative.two_directions",
  title  = "同一句里增减额和百分比的方向应一致",
  basis  = "公开文本文字说明的通行写法：同一项增减，金额和百分比只有一个方向（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "error",
  note   = "勾稽 I64 的方向词；印成负数的百分比（减少 5 万元，增长 -3%）不算",
  remedy = "请核对是增加还是减少，把两处的方向改为一致。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, entry in ipairs(read.entries) do
      local claim = entry.claim
      local up = narrative.is_up(claim)
      if text.same(claim.kind, "change") and (up or narrative.is_down(claim)) and not claim.change:missing() and not claim.percent:missing() then
        local odd = claim.percent_direction and claim.change > amount "0" and claim.percent > amount "0%"
        local right = odd and fitting(check, claim, up) or nil
        check:holds(not odd, { at = claim.percent, case = right and "one" or nil,
          values = { direction = claim.direction, change = claim.change, other = claim.percent_direction, right = right },
          message = right and "{row}{direction} {change}，同一句的百分比却是{other} {printed}；按本年数推算应为{right}。"
            or "{row}{direction} {change}，同一句的百分比却是{other} {printed}，请核对是增加还是减少。" })
      end
    end
  end,
}
