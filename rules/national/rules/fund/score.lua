local execution, slips = require "execution", require "score_slips"

local above = "执行率得分填报 {left}，按公式应为 {right}，多计 {gap} 分。"
local below = "执行率得分填报 {left}，低于公式的 {right}（自行从严？），请说明。"

rule {
  id     = "national.fund.score",
  title  = "执行率得分应按本地办法由执行率和分值算出，不超过分值",
  basis  = "项目支出绩效自评表样表：执行率 × 分值；按填报的执行率或按实际执行率计算均可。另有办法的，见参数 exec.curve",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请按本地办法由执行率和分值重新计算（没有另定办法的，执行率 × 分值），超过分值的按分值计。",

  run = function(e, check)
    for position, f in ipairs(execution.rows(e)) do
      local weight = execution.weight_of(f, e)
      local by_rate, exact = execution.scores(f, weight)
      local expected = exact or by_rate
      if expected and not f.score:missing() then
        local agreed = exact and check:agrees(f.score, exact) and exact or by_rate and check:agrees(f.score, by_rate) and by_rate
        if agreed then
          local told = (f.score - agreed):absolute() >= param "score.rounding_told"
          check:computed(f.score, agreed, { case = "rounded", tail = told and "note" or nil,
            message = "执行率得分填报 {left}，按公式为 {right}，差额 {gap} 在取整之内。" })
        elseif slips.of_rate(e, position, check) then
          check:computed(f.score, slips.of_rate(e, position, check), { case = "slip",
            message = "执行率得分填报 {left}，按公式应为 {right}，总分也是按 {right} 加的。" })
        else
          local over = f.score > expected
          check:computed(f.score, expected, { case = over and "above" or "below", severity = over and param "exec.above_severity" or "verify",
            message = over and above or below })
        end
      end
    end
  end,
}
