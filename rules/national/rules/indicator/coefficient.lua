-- 得分系数：100%、100 或者 1。
local function coefficient_of(row)
  local printed = row.coefficient
  if printed > amount "1" and not text.match(row:printed "coefficient", "[%％]") then return printed / 100 end
  return printed
end

-- 同一张表里别的得分印到小数：整数的得分不是取整来的。
local function keeps_decimals(evaluation)
  for _, other in ipairs(evaluation:indicators()) do
    if text.match(other:printed "score" or "", "\\.[0-9]*[1-9]") then return true end
  end
  return false
end

rule {
  id     = "national.indicator.coefficient",
  title  = "得分应等于指标权重乘以得分系数",
  basis  = "印有“得分系数”一栏的自评表（如重庆市部门整体绩效自评表）：得分 = 权重 × 得分系数",
  kind   = "基本平衡",
  on     = { indicator = "*" },
  remedy = "请核对得分系数与得分。",

  run = function(i, check, evaluation)
    if i.score:missing() or i.weight:missing() or i.coefficient:missing() then return end
    local formula = i.weight * coefficient_of(i)
    local tenth = formula:rounded(1)
    local whole = text.match(i:printed "score" or "", "^[0-9]+$") and (tenth < i.score or tenth > i.score)
    if whole and check:agrees(i.score, formula) and keeps_decimals(evaluation) then
      check:same(i.score, formula, { severity = "verify", case = "rounded", values = { coefficient = i:printed "coefficient" },
        message = "{row}：得分系数 {coefficient}，得分填报 {left}，按权重 × 系数应为 {right}；同一张表里别的得分没有取整，请核实。" })
      return
    end
    if check:agrees(i.score, formula:rounded(2, "截尾")) then
      check:holds(true)
      return
    end
    check:computed(i.score, formula, { severity = i.score < formula and "verify" or nil, values = { coefficient = i:printed "coefficient" },
      message = "{row}：得分系数 {coefficient}，得分填报 {left}，按权重 × 系数应为 {right}，相差 {gap} 分。" })
  end,
}
