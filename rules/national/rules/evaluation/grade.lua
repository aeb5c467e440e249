local function name_of(grade)
  for _, pair in ipairs(param "evaluation.grade_words") do
    if text.same(pair[1], grade) then return pair[2] end
  end
  return grade
end

rule {
  id     = "national.evaluation.grade",
  title  = "等级应与总分相符",
  basis  = "财预〔2020〕10号的等级划分（条文待核）",
  kind   = "逻辑性",
  severity = "warning",
  on     = { evaluation = "*" },
  remedy = "请按总分所在的分数段更正等级。",

  run = function(e, check)
    if not e.grade or e.total_score:missing() then return end
    local printed, known, expected = name_of(text.squeeze(e.grade)), false, nil
    for _, band in ipairs(param "evaluation.grades") do
      known = known or text.same(printed, band[1])
      if not expected and e.total_score >= amount(band[2]) then expected = band[1] end
    end
    if not known or not expected then return end
    check:holds(text.same(printed, expected), {
      at = e.total_score, column = "等级", printed = e.grade, expected = expected,
      message = "总分 {score} 分，等级填报“{printed}”，应为“{expected}”。", values = { score = e.total_score },
    })
  end,
}
