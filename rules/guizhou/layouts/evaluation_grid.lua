local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "guizhou/evaluation_grid",
  title = "绩效自评表（有框线的文件）",
  basis = "贵州省部门整体支出绩效目标自评表、项目支出绩效自评表（黔南州 2022、2023 年公开样表）",
  province = "贵州省",
  heads = { "全年预算数", "全年执行数", "执行率", "三级指标", "年度指标值", "实际完成值" },
})
