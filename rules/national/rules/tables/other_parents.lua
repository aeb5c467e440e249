local others = require "other_tables"
local shapes = require "shapes"

rule {
  id     = "national.tables.other_parents",
  title  = "名称不认得的报表：类应等于各款之和，款应等于各项之和",
  basis  = "政府收支分类科目：科目按类、款、项逐级列示",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "verify",
  note   = "只看科目编码；表的口径没有核对，所以只请核实",
  remedy = "请核对这一科目与其下级科目；下级科目应列全。",

  run = others.each(shapes.parents()),
}
