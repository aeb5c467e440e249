local others = require "other_tables"
local shapes = require "shapes"

rule {
  id     = "national.tables.other_whole",
  title  = "名称不认得的报表：合计应等于各类之和",
  basis  = "政府收支分类科目：合计行是各类之和",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "verify",
  note   = "只看科目编码；表的口径没有核对，所以只请核实",
  remedy = "请核对合计一行与各类科目。",

  run = others.each(shapes.whole()),
}
