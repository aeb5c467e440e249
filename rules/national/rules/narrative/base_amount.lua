local narrative = require "narrative"
local percents = require "percents"

-- 增减额；没有印的，是本年数与上年数之差。
local function check_percent(check, claim)
  local told = not claim.change:missing() and claim.change or not claim.amount:missing() and (claim.amount - claim.base_amount):absolute()
  if not told or claim.percent:missing() or claim.base_amount:zero() or claim.base_amount:negative() then return end
  local verdict, formula = percents.verdict(check, claim, percents.ratios({ told }, { claim.base_amount }))
  if text.same(verdict, "fits") then
    check:holds(true)
    return
  end
  check:same(claim.percent, formula, { case = "percent", severity = text.same(verdict, "near") and "note" or nil,
    values = { direction = claim.direction, base = claim.base_amount, change = told },
    message = "{row}上年 {base}，{direction} {change}，百分比填报 {left}，应为 {right}。" })
end

rule {
  id     = "national.narrative.base_amount",
  title  = "写明上年数的，本年数应等于上年数加（减）增减额",
  basis  = "公开文本文字说明的写法：……万元，比上年……万元增加（减少）……万元，增长（下降）……%（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I64",
  remedy = "请核对本年数、上年数、增减额、百分比和增加还是减少。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, entry in ipairs(read.entries) do
      local claim = entry.claim
      local up, down = narrative.is_up(claim), narrative.is_down(claim)
      if not claim.base_amount:missing() and (up or down) then
        local values = { direction = claim.direction, base = claim.base_amount, change = claim.change, amount = claim.amount }
        if not claim.amount:missing() and not claim.change:missing() then
          local now = up and claim.base_amount + claim.change or claim.base_amount - claim.change
          local turned = check:agrees(claim.amount, up and claim.base_amount - claim.change or claim.base_amount + claim.change)
          local whole = narrative.listed_whole(read, entry)
          if whole and check:agrees(whole, now) then
            check:holds(true)   -- 增减说的是前面那个总数
          else
            check:same(claim.amount, now, { case = turned and "turned" or nil, values = values,
              message = turned and "{row} {amount}，上年 {base}，文字却说{direction} {change}；方向相反才相符，请核对是增加还是减少。"
                or "{row} {left}，上年 {base}，{direction} {change}，本年应为 {right}，相差 {gap}。" })
          end
        elseif not claim.amount:missing() then
          check:holds(up and claim.amount >= claim.base_amount or down and claim.amount <= claim.base_amount, { at = claim.amount, case = "direction", values = values,
            message = "{row} {amount}，上年 {base}，文字却说{direction}。" })
        end
        check_percent(check, claim)
      end
    end
  end,
}
