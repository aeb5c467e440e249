-- 得分系数：100%、100 或者 1。
local function coefficient_of(row)
  local printed = row.coefficient
  if printed > amount "1" and not text.match(row:printed "coefficient", "[%％]") then return printed / 100 end
  return printed
end

rule {
  id     = "national.indicator.coefficient",
  title  = "得分应等于指标权重乘以得分系数",
  basis  = "印有“得分系数”一栏的自评表（如重庆市部门整体绩效自评表）：得分 = 权重 × 得分系数",
  kind   = "基本平衡",
  on     = { indicator = "*" },
  remedy = "请核对得分系数与得分。",

  run = function(i, check)
    if i.score:missing() or i.weight:missing() or i.coefficient:missing() then return end
    local formula = i.weight * coefficient_of(i)
    if check:agrees(i.score, formula:rounded(2, "截尾")) then
      check:holds(true)
      return
    end
    check:computed(i.score, formula, { severity = i.score < formula and "verify" or nil, values = { coefficient = i:printed "coefficient" },
      message = "{row}：得分系数 {coefficient}，得分填报 {left}，按权重 × 系数应为 {right}，相差 {gap} 分。" })
  end,
}
