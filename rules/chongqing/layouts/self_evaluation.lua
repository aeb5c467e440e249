local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "chongqing/self_evaluation",
  title = "绩效自评表（得分系数、是否核心指标，指标不分级）",
  basis = "重庆市部门整体绩效自评表、项目绩效自评表",
  province = "重庆市",
  heads = { "得分系数", "指标权重", "核心指标" },
  distinctive = true,
})
