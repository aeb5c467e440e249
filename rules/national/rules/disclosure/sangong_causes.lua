local duties = require "duties"

rule {
  id     = "national.disclosure.sangong_causes",
  title  = "“三公”经费比上年有增减的，应说明原因",
  basis  = "地方预决算公开操作规程：“三公”经费应说明增减原因和数量（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "规范性",
  note   = "P06；凭读出的文字判断，只提示：同一节里说了原因的就算说了，各项说了的合计不再问。只有几句话的摘录不问",
  remedy = "请补充增减的原因；写在别处的请注明。",

  run = function(document, check)
    if not duties.is_full_text(document) then return end
    local changed, missing = duties.uncaused(document)
    if #changed < 1 then return end
    if not missing then
      check:undetermined { case = "unread", message = "数据里没有记下变动原因，不能判断说明了没有：请重新读入原件。" }
      return
    end
    check:holds(#missing < 1, { case = "untold", column = "变动原因", expected = table.concat(missing, "、"), values = { names = table.concat(missing, "、") },
      message = "这几项比上年有增减，没有读到原因：{names}。" })
  end,
}
