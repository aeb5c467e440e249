local forms = require "forms"

rule {
  id     = "national.evaluation.section_weights",
  title  = "各一级指标的分值之和应等于标题中的分值",
  basis  = "自评表样表：一级指标标题印有分值，如“产出指标（50分）”",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对该一级指标下各项分值，或更正标题中的分值。",

  run = function(e, check)
    local names, declared, weights = {}, {}, {}
    for _, row in ipairs(forms.scored_rows(e)) do
      if row.level1 and not row.level1_weight:missing() then
        if not weights[row.level1] then
          names[#names + 1], declared[row.level1], weights[row.level1] = row.level1, row.level1_weight, {}
        end
        table.insert(weights[row.level1], row.weight)
      end
    end
    for _, name in ipairs(names) do
      check:same(sum(weights[name]), declared[name], {
        row = name, column = "分值", message = "“{row}”下各项分值之和为 {left} 分，标题印的是 {right} 分。",
      })
    end
  end,
}
