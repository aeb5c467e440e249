local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "sichuan/department_tasks",
  title = "部门整体支出绩效目标完成情况表（年度主要任务，没有分值和得分）",
  basis = "四川省部门决算公开所附部门整体支出绩效目标完成情况表",
  province = "四川省",
  heads = { "全年预算数", "全年执行数", "三级指标", "年度指标值", "实际完成值" },
  title_words = { "部门整体支出绩效目标完成情况", "部门整体绩效目标完成情况", "整体支出绩效目标完成情况" },
  drawn_only = true,
})
