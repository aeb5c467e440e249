local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "yunnan/self_evaluation",
  title = "项目支出绩效自评表（金额单位多为元，指标性质、度量单位各占一栏）",
  basis = "云南省部门决算公开 14 表：项目支出绩效自评表",
  province = "云南省",
  heads = { "年初预算数", "全年预算数", "指标性质", "度量单位", "实际完成值" },
})
