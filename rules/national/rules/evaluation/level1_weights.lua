local level1 = require "level1"

rule {
  id     = "national.evaluation.level1_weights",
  title  = "一级指标的分值与统一设置不同",
  basis  = "财预〔2020〕10号：执行率 10、产出 50、效益 30、服务对象满意度 10，一级指标的权重可按项目调整（条文待核）",
  kind   = "规范性",
  on     = { evaluation = "*" },
  remedy = "没有特殊情况的，请按统一分值设置。",

  run = function(e, check)
    local differing, comparable = level1.differing(e)
    if not comparable then return end
    local lacks = differing and differing.lacks_satisfaction
    check:holds(not differing, { case = lacks and "no_satisfaction" or "", at = e.total_weight, row = "一级指标", column = "分值",
      printed = differing and differing.words or "", expected = differing and differing.usual or "",
      message = lacks and "一级指标的分值为 {printed}，没有满意度指标；统一设置为 {expected}。"
        or "一级指标的分值为 {printed}，统一设置为 {expected}。" })
  end,
}
