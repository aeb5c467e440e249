local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "ningxia/self_evaluation",
  title = "项目支出绩效自评表（执行率在项目管理之内，有财政审核评分）",
  basis = "宁夏回族自治区银川市 2021 年项目支出绩效自评表样式",
  province = "宁夏回族自治区",
  heads = { "调整预算数", "执行率", "一级指标", "三级指标" },
})
