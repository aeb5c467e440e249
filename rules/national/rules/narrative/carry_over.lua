local narrative = require "narrative"

-- 年初结转、本年收入、本年支出、年末结转，同一节里依次说的四个数。
local function four_of(read, first)
  local found = {}
  for index, pattern in ipairs(param "narrative.carried") do
    local entry = read.entries[first + index - 1]
    local claim = entry and entry.claim
    local fits = claim and entry.money and claim.subject and not claim.direction and text.match(narrative.plain(claim.subject), pattern)
    if not fits or claim.amount:missing() or #found > 0 and not narrative.is_same(claim.section or "", found[1].section or "") then return nil end
    found[index] = claim
  end
  return found
end

rule {
  id     = "national.narrative.carry_over",
  title  = "文字里的年初结转加本年收入减本年支出应等于年末结转",
  basis  = "部门决算公开样表：年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "warning",
  note   = "勾稽 I29 的文字；只看说明是政府性基金、国有资本经营预算或财政拨款的，别的资金另有结余分配",
  remedy = "请核对这四个数，看是不是沿用了上年的。",

  run = function(document, check)
    local read = narrative.read(document)
    for position, entry in ipairs(read.entries) do
      local four = text.contains(narrative.plain(entry.claim.subject or ""), param "narrative.carried_funds") and four_of(read, position)
      if four then
        local closing = four[1].amount + four[2].amount - four[3].amount
        check:same(four[4].amount, closing, { tail = "note", values = { opening = four[1].amount, income = four[2].amount, spent = four[3].amount },
          message = "年初结转 {opening}，本年收入 {income}，本年支出 {spent}，年末结转应为 {right}，文字里为 {left}，相差 {gap}。" })
      end
    end
  end,
}
