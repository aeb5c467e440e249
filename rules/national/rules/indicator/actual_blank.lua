local function others_have_actual(e)
  for _, row in ipairs(e:indicators()) do
    if row.actual then return true end
  end
  return false
end

rule {
  id     = "national.indicator.actual_blank",
  title  = "有得分的指标应填完成值",
  basis  = "自评表填报要求：每项指标应填实际完成值",
  kind   = "核实性",
  on     = { indicator = "*", document = { "部门决算", "绩效自评" } },
  remedy = "请补填实际完成值。",

  run = function(i, check, e)
    if i.score:missing() or i.score:zero() or not i.target then return end
    if i:state "actual" == "absent" or not others_have_actual(e) then return end
    check:holds(i.actual ~= nil, { at = i:value "actual", printed = "（空）", expected = "实际完成值",
      message = "{row}得 {score} 分，没有填完成值。", values = { score = i.score } })
  end,
}
