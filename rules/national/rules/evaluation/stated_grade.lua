local grades = require "grades"

rule {
  id     = "national.evaluation.stated_grade",
  title  = "文字说明的自评等级应与自评表一致，与得分相符",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  kind   = "核实性",
  on     = { evaluation = "*" },
  note   = "E09、E15；表上印了等级的与它比，没有印的与得分所在的一段比；不知道哪一处对，所以只请核实。表上的等级与总分不符的，由 national.evaluation.grade 说",
  remedy = "请核对文字说明的等级与自评表的等级、总分。",

  run = function(e, check)
    local told = e.stated_grade and grades.named(e.stated_grade)
    if not told then return end
    local total = e.total_score:missing() and e.stated_score or e.total_score
    if e.grade then
      local own = grades.named(e.grade)
      if not own then return end
      check:holds(text.same(told, own), { at = total, column = "文中等级", printed = e.stated_grade, expected = e.grade, values = { score = total },
        message = "文字说明的自评等级为“{printed}”，自评表的等级是“{expected}”（总分 {score}），请核实。" })
    elseif not total:missing() then
      local expected = grades.of(total)
      if not expected then return end
      check:holds(text.same(told, expected), { case = "score", at = total, column = "文中等级", printed = e.stated_grade, expected = expected, values = { score = total },
        message = "文字说明的自评等级为“{printed}”，得分 {score} 分应为“{expected}”，请核实。" })
    end
  end,
}
