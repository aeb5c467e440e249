local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "shanghai/self_evaluation",
  title = "项目绩效自评表（金额单位为元）",
  basis = "上海市普陀区 2022 年项目支出绩效自评表样式",
  province = "上海市",
  heads = { "年初预算数", "全年预算数", "全年执行数", "年度指标值", "实际完成值" },
})
