local changes = require "changes"
local plain_tables = require "plain_tables"

rule {
  id     = "national.tables.change",
  title  = "增减额应等于本年减上年，增减幅度应等于增减额除以上年",
  basis  = "部门预算、部门决算公开样表的栏目：本年数、上年数、增减额、增减幅度",
  on     = { document = { "部门决算", "部门预算" }, table = plain_tables.names },
  kind   = "基本平衡",
  note   = "看栏名认增减的栏和两个年度；“三公”经费表另有规则；本年数、上年数自己不平的，由它们的规则说",
  remedy = "请核对本年数、上年数与增减额、增减幅度，减少的应带负号。",

  run = changes.check,
}
