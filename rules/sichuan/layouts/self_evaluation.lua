local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "sichuan/self_evaluation",
  title = "项目支出绩效自评表（2023 年起一体化系统样表，有框线的文件）",
  basis = "四川省部门预算项目支出绩效自评表（报表编号 510000_0013zp）",
  province = "四川省",
  heads = { "年初预算", "调整后预算数", "预算执行数", "指标性质", "度量单位", "完成值" },
  distinctive = true,   -- 一体化系统的报表编号和这些栏名别处没有
})
