local forms = require "forms"

rule {
  id     = "national.evaluation.section_weights",
  title  = "各一级指标的分值之和应等于标题中的分值",
  basis  = "自评表样表：一级指标标题印有分值，如“产出指标（50分）”",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对该一级指标下各项分值，或更正标题中的分值。",

  run = function(e, check)
    local sections, complete = forms.sections(e)
    for _, section in ipairs(sections) do
      if not section.declared:missing() then
        check:same(sum(section.weights), section.declared, {
          row = section.name, column = "分值", severity = not complete and "verify" or nil,
          message = "“{row}”下各项分值之和为 {left} 分，标题印的是 {right} 分。",
        })
      end
    end
  end,
}
