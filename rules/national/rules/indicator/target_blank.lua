local execution, forms = require "execution", require "forms"

-- 填了指标值的有几项，没有填的有几项。
local function counted(e)
  local filled, blank = 0, 0
  for _, row in ipairs(forms.scored_rows(e)) do
    if row:printed "target" then filled = filled + 1 else blank = blank + 1 end
  end
  return filled, blank
end

-- 这一行别的栏填了：完成值，分值旁边的指标性质、度量单位。
local function is_used(i, e)
  if i.actual then return true end
  return not forms.is_filled_in(e) and not i.weight:missing() and (i.nature ~= nil or i.unit ~= nil)
end

rule {
  id     = "national.indicator.target_blank",
  title  = "指标应填指标值",
  basis  = "自评表、绩效目标表填报要求：每项指标应有指标值（评审通行要求，条文待核）",
  kind   = "规范性",
  on     = { indicator = "*" },
  note   = "别的指标多数填了、这一行别的栏也填了的才说；执行率一项可以不填",
  remedy = "请补填指标值。",

  run = function(i, check, e)
    if i:state "target" == "absent" or not i.level3 or execution.is_named(i) or forms.is_subtotal_row(e, i) or not is_used(i, e) then return end
    local filled, blank = counted(e)
    if filled <= blank then return end
    check:holds(i:printed "target" ~= nil, { at = i:value "target", column = "年度指标值", printed = "（空）", expected = "指标值",
      message = "{row}没有填指标值。" })
  end,
}
