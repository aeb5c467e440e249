local grades = require "grades"

rule {
  id     = "national.evaluation.stated_grade",
  title  = "文字说明的自评等级应与自评表一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  kind   = "核实性",
  on     = { evaluation = "*" },
  note   = "E15；文字说的等级与表上印的不同时，读入才存它；不知道哪一处对，所以只请核实。表上的等级与总分不符的，由 national.evaluation.grade 说",
  remedy = "请核对文字说明与自评表的等级，改为同一个等级。",

  run = function(e, check)
    if not e.stated_grade or not e.grade then return end
    local told, own = grades.named(e.stated_grade), grades.named(e.grade)
    if not told or not own then return end
    check:holds(text.same(told, own), { at = e.total_score, column = "文中等级", printed = e.stated_grade, expected = e.grade, values = { score = e.total_score },
      message = "文字说明的自评等级为“{printed}”，自评表的等级是“{expected}”（总分 {score}），请核实。" })
  end,
}
