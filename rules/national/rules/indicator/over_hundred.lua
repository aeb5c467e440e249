local unreadable = require "unreadable"

rule {
  id     = "national.indicator.over_hundred",
  title  = "合格率、覆盖率、满意度等不会超过 100%",
  basis  = "这些指标是部分占全部的比例，最多是 100%（评审通行要求，条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  suppresses = { "national.indicator.exceeded" },
  note   = "只看名称是这样的比例、印的是百分数的；增长率、完成率可以超过",
  remedy = "请核对指标值、完成值，看是不是写错了数字。",

  run = function(i, check)
    local name = text.squeeze(i.name)
    if not text.match(name, param "indicator.whole_rates") or text.match(name, param "indicator.open_rates") then return end
    for _, field in ipairs { "target", "actual" } do
      local told = i[field]
      if told and told.is_rate and not unreadable.told(i, check) then
        check:holds(told.value <= amount "100%", { at = told.cell, column = text.same(field, "target") and "年度指标值" or "实际完成值", printed = told.text, expected = "100%",
          message = "{row}的{column}是“{printed}”，这样的比例不会超过 100%。" })
      end
    end
  end,
}
