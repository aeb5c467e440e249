local narrative = require "narrative"
local years = require "sangong_years"

-- 与上年（不是与预算）相比、印了增减额的。
local function is_yearly(claim, document)
  local last = claim.base_year:missing() or claim.base_year >= document.year - 1
  return last and claim.budget:missing() and not claim.against_budget and not claim.change:missing()
end

-- 几个上年数里有一个合乎说的就是相符。
local function fits(check, pair, signed)
  for _, last in ipairs(pair.lasts) do
    if narrative.agrees(check, signed, pair.now - last) then return true end
  end
  return false
end

rule {
  id     = "national.narrative.sangong_last",
  title  = "文字说的“三公”经费增减额应等于报表里本年数减上年数",
  basis  = "公开文本、“三公”经费表两年并列的栏目：表和说明应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "勾稽 I64 I66；只在“三公”表并排印了两年、文字的本年数与表一致时比；与预算相比的不比",
  remedy = "请核对“三公”表的上年数和文字里的增减额。",

  run = function(document, check)
    local told = {}
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim, item = entry.claim, entry.fact and years.items[entry.fact.name]
      local up, down = narrative.is_up(claim), narrative.is_down(claim)
      local level = text.contains(claim.direction or "", "持平")
      local pair = item and entry.money and (up or down or level) and years.find(document, item, check)
      local same = pair and is_yearly(claim, document) and (claim.amount:missing() or narrative.agrees(check, claim.amount, pair.now))
      if same and not told[item] then
        told[item] = true
        if fits(check, pair, up and claim.change or -claim.change) then check:holds(true)
        else
          local real = pair.now - pair.lasts[1]
          check:holds(false, { at = claim.change, expected = tostring(real:absolute()), case = real:negative() and "less" or "more",
            values = { direction = claim.direction, change = level and "" or claim:printed "change", table = pair.table, now = pair.now, last = pair.lasts[1], real = real:absolute() },
            message = real:negative() and "{row}{direction} {change}，《{table}》本年 {now}、上年 {last}，应为减少 {real}，请核实。"
              or "{row}{direction} {change}，《{table}》本年 {now}、上年 {last}，应为增加 {real}，请核实。" })
        end
      end
    end
  end,
}
