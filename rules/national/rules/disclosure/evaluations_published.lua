local duties = require "duties"

rule {
  id     = "national.disclosure.evaluations_published",
  title  = "绩效自评结果应随部门决算公开",
  basis  = "地方预决算公开操作规程、项目支出绩效评价管理办法（条文待核）",
  on     = { document = { "部门决算" } },
  kind   = "规范性",
  note   = "P07；只公开部分项目的自评不是缺项，另附文件的也不是，所以只是提示",
  remedy = "请公开绩效自评结果；另附的请写明。",

  run = function(document, check)
    if not duties.is_full_text(document) then return end
    check:holds(#document:evaluations() > 0 or duties.tells(document, param "disclosure.evaluation_words"), { column = "绩效自评",
      message = "没有读到绩效自评表，文字说明里也没有读到自评情况。" })
  end,
}
