local sangong = require "sangong"
local sangong_tables = require "sangong_tables"

rule {
  id     = "national.final_accounts.sangong_over_budget",
  title  = "“三公”经费决算数大于预算数的应有说明",
  basis  = "部门决算公开样表：“三公”经费决算数与预算数比较（预算数是年初数还是全年数以表注为准）",
  on     = { document = "部门决算", table = sangong_tables.names },
  kind   = "核实性",
  note   = "勾稽 I53",
  remedy = "请核对预算数的口径，说明超出的原因。",

  run = sangong.over_run(),
}
