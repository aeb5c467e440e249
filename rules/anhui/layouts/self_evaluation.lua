local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "anhui/self_evaluation",
  title = "项目支出绩效自评表（资金分本年财政拨款、上年结转）",
  basis = "安徽省池州市 2022 年项目支出绩效自评表样式",
  province = "安徽省",
  heads = { "全年预算数", "全年执行数", "三级指标", "完成值" },
})
