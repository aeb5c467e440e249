local duties = require "duties"

rule {
  id     = "national.disclosure.tables_published",
  title  = "规定的报表应全部公开，没有数据的也应公开空表并说明",
  basis  = "地方预决算公开操作规程（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "P02；报表可能另附文件，所以只请核实。只有一两张表的摘录不问；没有政府性基金、国有资本经营预算的钱，只少这两张空表的是提示",
  remedy = "请核对原件是否附有这些报表；没有数据的，公开空表并写明。",

  run = function(document, check)
    local missing, present = duties.missing_tables(document)
    local values = { names = table.concat(missing, "、"), present = tostring(present) }
    if #document:tables() < 1 and duties.is_full_text(document) then
      check:holds(false, { case = "none", column = "报表", expected = values.names, values = values, message = "有文字说明，没有读到一张报表，请核对是否另附。" })
    elseif amount(tostring(present)) >= param "disclosure.table_set" then
      local severity = duties.may_be_empty(document, missing) and "note" or nil
      check:holds(#missing < 1, { column = "报表", expected = values.names, severity = severity, values = values, message = "没有读到这几张报表：{names}。" })
    end
  end,
}
