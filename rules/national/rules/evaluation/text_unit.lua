local forms, narrative, slips = require "forms", require "narrative", require "unit_slips"

-- 一段文字里说这个项目的钱的各数：{ value, printed }；每户、人均、标准一类的不是。
local function amounts_of(words)
  local found = {}
  for _, clause in ipairs(text.split(text.replace(text.squeeze(text.fold(words)), "[，。；;：、]|,([^0-9])", "，$1"), "，")) do
    local ours = text.match(clause, param "evaluation.money_words") and not text.match(clause, param "evaluation.rate_words")
    for _, one in ipairs(ours and text.all(clause, "([0-9][0-9,]*(?:\\.[0-9]+)?)(亿元|万元|千元|元)") or {}) do
      found[#found + 1] = { value = amount(text.replace(one[1], ",", ""), one[2]), printed = one[1] .. one[2] }
    end
  end
  return found
end

-- 资金总额一行与它数字相同、单位不同的一格；有一格正好相等的不是写错。
local function twin_of(fund, value, check)
  local found
  for _, column in ipairs { "annual", "executed", "initial" } do
    local cell = fund:value(column)
    if not cell:missing() and narrative.agrees(check, value, cell) then return nil end
    if slips.between(value, cell) then found = found or cell end
  end
  return found
end

rule {
  id     = "national.evaluation.text_unit",
  title  = "文字栏里的项目资金，金额单位应与资金总额一致",
  basis  = "同一张表里同一笔资金的单位应当一致；表头印有金额单位（项目资金（万元））",
  kind   = "核实性",
  on     = { evaluation = "*" },
  note   = "说的是投入、安排、支出的钱，数字与资金总额相同而正好相差一千、一万、一亿倍的",
  remedy = "请核对金额单位（元、万元）。",

  run = function(e, check)
    if not forms.has_total_fund(e) then return end
    local fund = forms.total_fund(e)
    for _, block in ipairs(e:texts()) do
      for _, told in ipairs(amounts_of(block.text or "")) do
        local twin = twin_of(fund, told.value, check)
        check:holds(not twin, { at = twin, row = block.label, column = "内容", printed = told.printed, expected = twin, values = { fund = twin or told.value },
          message = "“{row}”里写的是 {printed}，年度资金总额一行是 {fund}，数字相同，像是单位写错（元、万元）。" })
        if twin then return end
      end
    end
  end,
}
