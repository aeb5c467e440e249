local narrative = require "narrative"
local percents = require "percents"

-- 金额是上年数：事项自己说的是上年，或者别处的本年数正好是它加减增减额。
local function is_last_year(check, read, entry, up)
  local claim = entry.claim
  if text.match(claim.subject or "", "上年|去年|上一年") or read.document.year and text.contains(claim.subject or "", tostring(read.document.year - 1) .. "年") then return true end
  local now = up and claim.amount + claim.change or claim.amount - claim.change
  for _, value in ipairs(narrative.others_of(read, entry)) do
    if narrative.agrees(check, value, now) then return true end
  end
  return false
end

-- 上年数加减增减额应是本年数：同一节里这件事的本年数正好是反着算的，方向写反了。
local function now_contradicts(check, read, entry, up)
  local claim, odd = entry.claim, nil
  local subject = text.replace(claim.subject or "", "上年度?|去年|上一年度?|20[0-9]{2}年度?", "")
  for _, other in ipairs(read.entries) do
    local own = text.length(subject) > 0 and other.money and text.contains(other.claim.subject or "", subject)
    if own and not other.claim.amount:missing() and narrative.is_same(other.claim.section or "", claim.section or "") then
      if narrative.agrees(check, other.claim.amount, up and claim.amount + claim.change or claim.amount - claim.change) then return nil end
      if narrative.agrees(check, other.claim.amount, up and claim.amount - claim.change or claim.amount + claim.change) then odd = other.claim.amount end
    end
  end
  return odd
end

-- 本年数换一个金额单位才算得通：元、万元写错。
local function other_unit(check, claim, up)
  for _, factor in ipairs(param "tables.unit_factors") do
    for _, now in ipairs { claim.amount * amount(factor), claim.amount / amount(factor) } do
      if text.same(percents.verdict(check, claim, percents.growths({ now }, claim.change, up)), "fits") then return now end
    end
  end
end

-- 同一节里说到的别的金额：百分比按它算得通的，是上年数（预算数）说在别处，不是百分比写错。
local function fits_other(check, read, entry)
  local claim, bases = entry.claim, {}
  for _, other in ipairs(narrative.money_beside(read, entry)) do
    if claim.amount:missing() or not narrative.agrees(check, claim.amount, other.amount) then bases[#bases + 1] = other.amount end
  end
  return claim.base_year:missing() and text.same(percents.verdict(check, claim, percents.ratios({ claim.change }, bases)), "fits")
end

-- 百分比按前面列着各项的那个总数算得通：增减说的是那个总数。
local function fits_whole(check, read, entry, up)
  local whole = narrative.listed_whole(read, entry)
  return whole and text.same(percents.verdict(check, entry.claim, percents.growths({ whole }, entry.claim.change, up)), "fits")
end

-- 换一个方向才算得通：增减的方向与百分比的方向不一致。
local function is_turned(check, claim, up)
  return text.same(percents.verdict(check, claim, percents.growths({ claim.amount }, claim.change, not up)), "fits")
end

local function message_of(base, turned)
  if base then return "{row} {amount}，{direction} {change}，百分比填报 {left}，是按 {amount} 算的；{amount} 如果是本年数，应为 {right}。" end
  if turned then return "{row} {amount}，{direction} {change}，百分比填报 {left}，按{direction}算应为 {right}；方向相反才相符，请核对是增加还是减少。" end
  return "{row} {amount}，{direction} {change}，百分比填报 {left}，应为 {right}。"
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
      -- 写明上年数的，由 base_amount 核对
      if text.same(claim.kind, "change") and claim.base_amount:missing() and not claim.change:missing() and not claim.percent:missing() and (up or narrative.is_down(claim)) then
        local base, turned = narrative.is_base(check, claim), is_turned(check, claim, up)
        local fits = text.same(percents.verdict(check, claim, (narrative.formulas(read, entry))), "fits")
        local whole = not claim.amount:missing() and not claim.amount:zero()
        local slip = whole and not base and not fits and not turned and not fits_whole(check, read, entry, up) and other_unit(check, claim, up)
        local now = whole and base and is_last_year(check, read, entry, up) and now_contradicts(check, read, entry, up)
        if slip then
          check:same(claim.amount, slip, { case = "unit", message = "{row}填报 {left}，{direction} {change}，{percent}；按增减额和百分比推算应为 {right}，请核对是不是金额单位写错。",
            values = { direction = claim.direction, change = claim.change, percent = claim.percent } })
        elseif now then
          check:same(now, up and claim.amount + claim.change or claim.amount - claim.change, { case = "direction",
            message = "上年 {amount}，{direction} {change}，本年应为 {right}，填报 {left}；方向相反才相符，请核对是增加还是减少。",
            values = { amount = claim.amount, direction = claim.direction, change = claim.change } })
        elseif not fits and (turned and claim.percent_direction or not turned and fits_other(check, read, entry) or fits_whole(check, read, entry, up)) then
          check:holds(true)   -- 方向自相矛盾的，由 two_directions 说；说的是别的数的，不是写错
        elseif not base or not is_last_year(check, read, entry, up) then
          narrative.check_percent(check, read, entry, {
            case = base and "base" or turned and "turned" or nil, severity = base and "verify" or nil, message = message_of(base, turned),
            values = { direction = claim.direction, change = claim.change, amount = claim.amount },
          })
        end
      end
    end
  end,
}
