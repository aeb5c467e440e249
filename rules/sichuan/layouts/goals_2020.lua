local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "sichuan/goals_2020",
  title = "项目绩效目标完成情况表（2020 年前后，没有分值和得分）",
  basis = "四川省部门决算公开所附项目绩效目标完成情况表",
  province = "四川省",
  heads = { "预期指标值", "实际完成指标值" },
  title_words = { "绩效目标完成情况" },
})
