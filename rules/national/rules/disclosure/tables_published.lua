local duties = require "duties"

rule {
  id     = "national.disclosure.tables_published",
  title  = "规定的报表应全部公开，没有数据的也应公开空表并说明",
  basis  = "地方预决算公开操作规程（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "P02；读到了几张、另几张没有读到的是提示：一份文件可以只是公开文本的一部分，别的表另附。一张也没有读到的请核实。只有一两张表的摘录不问",
  remedy = "请核对原件是否附有这些报表；没有数据的，公开空表并写明。",

  run = function(document, check)
    local missing, present = duties.missing_tables(document)
    local values = { names = table.concat(missing, "、"), present = tostring(present) }
    if #document:tables() < 1 and duties.is_full_text(document) then
      check:holds(false, { case = "none", column = "报表", expected = values.names, values = values, message = "有文字说明，没有读到一张报表，请核对是否另附。" })
    elseif amount(tostring(present)) >= param "disclosure.table_set" then
      check:holds(#missing < 1, { column = "报表", expected = values.names, severity = "note", values = values, message = "没有读到这几张报表：{names}。" })
    end
  end,
}
