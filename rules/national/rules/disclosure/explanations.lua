local duties = require "duties"

rule {
  id     = "national.disclosure.explanations",
  title  = "机关运行经费、政府采购、国有资产占用、预算绩效和“三公”经费应有说明",
  basis  = "地方预决算公开操作规程（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "P03；凭读出的文字判断。涉密的不适用",
  remedy = "请核对原件；没有这一项的，也应写明没有。",

  run = function(document, check)
    if not duties.is_full_text(document) then return end
    local missing = duties.missing_topics(document)
    check:holds(#missing < 1, { column = "文字说明", expected = table.concat(missing, "、"), values = { names = table.concat(missing, "、") },
      severity = duties.may_be_wordless(missing) and "note" or nil, message = "没有读到这几项说明：{names}。" })
  end,
}
