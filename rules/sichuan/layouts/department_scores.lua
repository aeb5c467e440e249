local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "sichuan/department_scores",
  title = "部门整体绩效自评得分表（分值、计分标准、自评得分、扣分原因，没有指标值和完成值）",
  basis = "四川省部门整体支出绩效评价指标体系（履职效能、预算管理、财务管理、资产管理、采购管理、绩效结果应用）",
  province = "四川省",
  heads = { "三级指标", "分值", "计分标准", "自评得分", "扣分原因" },
  title_words = { "整体" },
  score = 45,              -- 与目标完成情况表印在一起时，以打分的这张为准
  drawn_only = true,
})
