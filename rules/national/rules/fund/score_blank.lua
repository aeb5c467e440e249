local execution = require "execution"

rule {
  id     = "national.fund.score_blank",
  title  = "有分值的执行率没有填得分",
  basis  = "自评表填报要求：执行率应填得分",
  kind   = "逻辑性",
  severity = "error",
  on     = { evaluation = "*", document = { "部门决算", "绩效自评" } },
  remedy = "请补填执行率得分。",

  run = function(e, check)
    for _, f in ipairs(execution.rows(e)) do
      local by_rate, exact = execution.scores(f, f.weight)
      local expected, state = exact or by_rate, f:state "score"
      if expected and state ~= "absent" then
        check:present(f.score, { printed = f:printed "score" or "（空）", expected = expected, severity = state ~= "blank" and "verify" or nil,
          message = "{row}执行率的分值为 {weight} 分，没有填得分，按公式应为 {expected} 分。", values = { weight = f.weight } })
      end
    end
  end,
}
