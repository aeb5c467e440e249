local grid = require "evaluation_grid"

layout(grid.layout {
  id    = "national/central_transfer",
  title = "中央对地方转移支付区域（项目）绩效自评表（没有分值和得分，有框线的文件）",
  basis = "中央对地方专项转移支付绩效自评的通行样表（条文待核）",
  heads = { "全年预算数", "全年执行数", "预算执行率", "一级指标", "三级指标", "指标值", "完成值" },
  title_words = { "转移支付", "区域绩效", "专项资金" },
  score = 45,
})
