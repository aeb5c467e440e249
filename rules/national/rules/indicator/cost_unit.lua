local forms, slips, unreadable = require "forms", require "unit_slips", require "unreadable"

-- 资金总额一行里与这个数数字相同、正好相差一千、一万、一亿倍的一格；有相等的不是写错，为 nil。
local function twin_of(fund, value, check)
  local found
  for _, column in ipairs { "executed", "annual", "initial" } do
    local cell = fund:value(column)
    if not cell:missing() and check:agrees(value, cell) then return nil end
    if slips.between(value, cell) then found = found or cell end
  end
  return found
end

rule {
  id     = "national.indicator.cost_unit",
  title  = "总成本的金额单位应与资金一致",
  basis  = "成本指标反映项目支出，金额单位应与表头的项目资金一致（评审通行要求，条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  suppresses = { "national.indicator.over_limit", "national.indicator.score_formula" },
  note   = "名称说明是全部成本、数字与资金总额相同而正好相差一千、一万、一亿倍的，是单位写错",
  remedy = "请核对金额单位（元、万元）。",

  run = function(i, check, e)
    if not text.contains(i.level3 or "", param "indicator.total_cost_words") or not forms.has_total_fund(e) or unreadable.told(i, check) then return end
    local fund = forms.total_fund(e)
    for _, field in ipairs { "target", "actual" } do
      local told = i[field]
      if told and told.is_money and not told.high and not told.value:zero() then
        local twin = twin_of(fund, told.value, check)
        check:holds(not twin, { at = told.cell, column = text.same(field, "target") and "年度指标值" or "实际完成值", printed = told.text, expected = twin,
          values = { fund = twin or told.value }, message = "{row}的{column}是“{printed}”，年度资金总额一行是 {fund}，数字相同，像是单位写错（元、万元）。" })
        if twin then return end   -- 指标值、完成值多半同一个原因：说一次
      end
    end
  end,
}
