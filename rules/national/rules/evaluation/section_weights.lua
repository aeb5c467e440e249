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
    for position, section in ipairs(sections) do
      if not complete and forms.is_broken_heading(section.name) then
        check:cannot { case = "broken", row = section.name, column = "分值", at = sum(section.weights), message = "一级指标的标题没有读全，不能核对各项分值之和。" }
        return
      end
      if not section.declared:missing() then
        local own, wide = sum(section.weights), forms.with_unmarked(sections, position)
        check:same(forms.equal(wide, section.declared) and wide or own, section.declared, {
          row = section.name, column = "分值", severity = not complete and "verify" or nil,
          message = "“{row}”下各项分值之和为 {left} 分，标题印的是 {right} 分。",
        })
      end
    end
  end,
}
