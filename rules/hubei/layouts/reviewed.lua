local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "hubei/reviewed",
  title = "项目支出绩效自评表（资金来源横排，有自评分和复核分）",
  basis = "湖北省广水市 2021 年项目支出绩效自评表样式",
  province = "湖北省",
  heads = { "三级指标", "自评分", "复核分" },
})
