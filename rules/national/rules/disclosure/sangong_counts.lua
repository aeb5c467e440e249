local counts = require "narrative_counts"
local duties = require "duties"

rule {
  id     = "national.disclosure.sangong_counts",
  title  = "“三公”经费有支出的，应说明团组、人次、批次、车辆数",
  basis  = "地方预决算公开操作规程：“三公”经费应说明增减原因和数量（条文待核）",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "P06；凭读出的文字判断。只有几句话的摘录不问",
  remedy = "请补充团组数、人次、接待批次、购置数和保有量。",

  run = function(document, check)
    if not duties.is_full_text(document) then return end
    local missing = duties.missing_counts(document, counts.most)
    check:holds(#missing < 1, { column = "文字说明", expected = table.concat(missing, "、"), values = { names = table.concat(missing, "、") },
      message = "这几项有支出，没有读到数量：{names}。" })
  end,
}
