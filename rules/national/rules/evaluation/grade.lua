local grades = require "grades"

rule {
  id     = "national.evaluation.grade",
  title  = "等级应与总分相符",
  basis  = "财预〔2020〕10号的等级划分（条文待核）；端点怎样算见参数 evaluation.grade_ends",
  kind   = "逻辑性",
  severity = "warning",
  on     = { evaluation = "*" },
  remedy = "请按总分所在的分数段更正等级。",

  run = function(e, check)
    local total = e.total_score:missing() and e.stated_score or e.total_score
    if not e.grade or total:missing() then return end
    local printed, expected = grades.named(e.grade), grades.of(total)
    if not printed then return end
    if not expected then
      check:undetermined { at = total, column = "等级", message = "总分 {score} 分在两个等级的整数端点之间，等级“{grade}”无法判定。",
        values = { score = total, grade = e.grade } }
      return
    end
    check:holds(text.same(printed, expected), {
      at = total, column = "等级", printed = e.grade, expected = expected,
      message = "总分 {score} 分，等级填报“{printed}”，应为“{expected}”。", values = { score = total },
    })
  end,
}
