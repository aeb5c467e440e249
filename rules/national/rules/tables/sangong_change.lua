local changes = require "changes"
local sangong_tables = require "sangong_tables"

rule {
  id     = "national.tables.sangong_change",
  title  = "“三公”经费的增减额应等于本年减上年，增减幅度应等于增减额除以上年",
  basis  = "“三公”经费表的栏目：增减额、增减幅度",
  on     = { document = { "部门决算", "部门预算" }, table = sangong_tables.names },
  kind   = "基本平衡",
  note   = "勾稽 I64（表内）",
  remedy = "请核对本年数、上年数与增减额、增减幅度，减少的应带负号。",

  run = changes.check,
}
