local plain_tables = require "plain_tables"
local shapes = require "shapes"

rule {
  id     = "national.tables.heads",
  title  = "表头分组的，小计、合计应等于组里各栏之和",
  basis  = "预决算公开报表的表头：一组栏目印有小计、合计，就是组里各栏之和",
  on     = { document = { "部门决算", "部门预算" }, table = plain_tables.names },
  kind   = "基本平衡",
  note   = "表头已有规则的（基本支出与项目支出、收入各项、三本预算）不再审；写“其中”的不是全部，不审",
  remedy = "请核对这一行这一组的各栏。",

  run = shapes.heads(),
}
