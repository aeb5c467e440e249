local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "national/self_evaluation",
  title = "项目支出绩效自评表（全国通行样表，有框线的文件）",
  basis = "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附项目支出绩效自评表",
  heads = { "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值" },
})
