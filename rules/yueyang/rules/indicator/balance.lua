local statements = require "statements"
local summaries = require "summaries"

-- 本年结余占上年结余的比率；上年没有而本年有的，就是超过上年。
local function ratio(left, before)
  if left:zero() or not before:zero() then return left:zero() and left / sum { left, amount("1", "万元") } or left / before end
  return sum { left, left } / left
end

rule {
  id     = "yueyang.indicator.balance",
  title  = "资金结余的得分应与决算报表的结转结余相符",
  basis  = "岳阳市部门整体支出绩效评价指标（公路系统，条文待核）：没有结余 3 分，不超过上年 2 分，超过上年不得分",
  kind   = "核实性",
  on     = { indicator = "department" },
  note   = "年末结转和结余除以年初结转和结余，分档见参数 yueyang.balance；完成值印成百分比的由 national.indicator.bracket_points 核对",
  remedy = "请核对结转结余与得分；口径不同的请说明。",

  run = function(i, check, _, document)
    local brackets = param "yueyang.balance"
    if not text.same(i.level3 or "", "资金结余") or i.score:missing() or i.weight:missing() then return end
    if brackets:best() > i.weight or brackets:best() < i.weight or i.actual and i.actual.is_rate then return end
    if not document:has_table(statements.names "收入支出决算总表") then
      check:undetermined { at = i:value "score", case = "no_table", message = "没有收入支出决算总表，不能核对资金结余。" }
      return
    end
    local column = document:table(statements.names "收入支出决算总表"):column { "金额", "决算数", "本年决算数" }
    local before, left = column:at(summaries.whole.opening), column:at(summaries.whole.closing)
    check:same(i.score, brackets:points(ratio(left, before)), { case = "off", values = { before = before, left_over = left },
      message = "资金结余：年初 {before}，年末 {left_over}，得分填报 {left}，按分档应为 {right}。" })
  end,
}
