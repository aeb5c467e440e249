local narrative = require "narrative"
local percents = require "percents"

-- 换一个方向才算得通：增减的方向与百分比的方向不一致。
local function is_turned(check, claim, up)
  return not claim.amount:missing() and text.same(percents.verdict(check, claim, percents.growths({ claim.amount }, claim.change, not up)), "fits")
end

rule {
  id     = "national.narrative.change",
  title  = "增减百分比应等于增减额除以上年数",
  basis  = "公开文本文字说明的通行写法：增减百分比 = 增减额 ÷ 上年数，上年数 = 本年数 ∓ 增减额（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I64",
  remedy = "请核对本年数、增减额、增减百分比和增加还是减少。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, entry in ipairs(read.entries) do
      local claim = entry.claim
      local up = narrative.is_up(claim)
      if text.same(claim.kind, "change") and not claim.change:missing() and not claim.percent:missing() and (up or narrative.is_down(claim)) then
        local case = is_turned(check, claim, up) and "turned" or nil
        narrative.check_percent(check, read, entry, { case = case, values = { direction = claim.direction, change = claim.change, amount = claim.amount },
          message = case and "{row} {amount}，{direction} {change}，百分比填报 {left}，按{direction}算应为 {right}；方向相反才相符，请核对是增加还是减少。"
            or "{row} {amount}，{direction} {change}，百分比填报 {left}，应为 {right}。" })
      end
    end
  end,
}
