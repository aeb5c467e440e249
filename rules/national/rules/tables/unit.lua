local coded = require "coded_tables"
local statements = require "statements"
local units = require "table_units"

rule {
  id     = "national.tables.unit",
  title  = "各表的金额单位应一致，与表头印的相符",
  basis  = "部门预算、部门决算公开样表：表头印有金额单位，各表相同的数应当相等",
  on     = { document = { "部门决算", "部门预算" }, table = coded.names },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I74；合计与总表的数字相同、换算以后正好相差一千、一万、一亿倍的，是单位写错",
  remedy = "请核对表头的金额单位，改为与表中的数相符。",

  run = function(t, check, document)
    for _, list in ipairs { statements.names "收入支出决算总表", statements.names "部门收支总表" } do
      if document:has_table(list) then units.compare(t, document:table(list), check) end
    end
  end,
}
