local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "shandong/self_evaluation",
  title = "项目支出绩效自评表（执行率按年初预算数，有得分计算方法一栏）",
  basis = "山东省济南市 2019 年项目支出绩效自评表样式",
  province = "山东省",
  heads = { "全年执行数", "得分计算方法", "年度指标值" },
})
