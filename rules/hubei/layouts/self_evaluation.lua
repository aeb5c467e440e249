local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "hubei/self_evaluation",
  title = "项目自评表（执行率 20 分、目标 80 分，指标没有分值栏）",
  basis = "湖北省项目自评表；DB42/T 1601-2020（条文待核）",
  province = "湖北省",
  heads = { "预算数", "执行数", "执行率", "得分", "三级指标", "目标值", "实际完成值" },
})
