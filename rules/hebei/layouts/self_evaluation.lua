local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "hebei/self_evaluation",
  title = "项目支出绩效自评表（得分取整数）",
  basis = "河北省廊坊市 2019 年项目支出绩效自评表样式",
  province = "河北省",
  heads = { "年初预算数", "全年预算数", "全年执行数", "年度指标值", "实际完成值" },
})
