local forms, slips = require "forms", require "score_slips"

local function scores_of(rows)
  local cells = {}
  for _, row in ipairs(rows) do
    if row.score:missing() or row.score > row.weight then return nil end   -- 由 national.indicator.score_blank、score_range 说
    cells[#cells + 1] = row.score
  end
  return sum(cells)
end

-- 跨整个一级指标的小计：合计、二级指标下的小计，分值不等时说不清是哪几项的。
local function spans_section(row)
  return row.level1 ~= nil and not (row.level2 and row.level3) and text.contains(row.level3 or row.level2 or "", "小计")
end

rule {
  id     = "national.evaluation.subtotals",
  title  = "一级指标的小计应等于各项指标之和",
  basis  = "自评表样表：小计、合计是上面各项指标的分值、得分之和",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  note   = "分值相等的，才肯定是这几项的小计；分值不等的只请核实",
  remedy = "请核对小计与各项指标的分值、得分。",

  run = function(e, check)
    if slips.of(e, check) then return end   -- 错在一项的得分，由它自己的规则说
    for _, group in ipairs(forms.read_rows(e).subtotals) do
      local row = group.row
      local added = group.sure and not row.score:missing() and scores_of(group.closed)
      local options = { row = row.level3 or row.level2 or row.level1 }
      if added then
        local rate = forms.has_total_fund(e) and forms.total_fund(e).score
        local all = rate and not rate:missing() and added + rate or added   -- 合计可以连执行率得分在内
        options.message = "{row}的得分填报 {left}，各项指标之和为 {right}，相差 {gap} 分。"
        check:same(row.score, forms.equal(row.score, all) and all or added, options)
      elseif group.closed and not group.sure and spans_section(row) then
        options.case, options.severity, options.values = "weight", "verify", { level1 = row.level1 }
        options.message = "{row}的分值填报 {left}，“{level1}”各项指标之和为 {right}，相差 {gap} 分。"
        check:same(row.weight, sum(group.closed, "weight"), options)
      end
    end
  end,
}
