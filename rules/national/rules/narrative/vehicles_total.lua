local enumerations = require "enumerations"
local narrative = require "narrative"

rule {
  id     = "national.narrative.vehicles_total",
  title  = "车辆总数应等于各种用车之和",
  basis  = "部门决算公开文本“国有资产占用情况”的样式：共有车辆，其中各种用车（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "error",
  note   = "勾稽 I70；没有列“其他用车”、各种之和又少的，只请核实",
  remedy = "请核对车辆总数与各种用车的辆数。",

  run = function(document, check)
    for _, group in ipairs(enumerations.vehicles(narrative.read(document))) do
      local added = sum(group.amounts)
      check:same(group.total.amount, added, { severity = not group.complete and added < group.total.amount and "verify" or nil,
        message = "共有车辆 {left} 辆，各种用车之和 {right} 辆，相差 {gap} 辆。" })
    end
  end,
}
