local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "sichuan/rural_transfer",
  title = "衔接资金项目绩效自评表（没有年初预算数）",
  basis = "四川省中江县 2022 年财政衔接推进乡村振兴补助资金项目绩效自评表样式",
  province = "四川省",
  heads = { "全年预算数", "全年执行数", "三级指标", "年度指标值", "全年完成值" },
})
