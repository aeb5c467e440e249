local narrative = require "narrative"
local twins = require "narrative_twins"

rule {
  id     = "national.narrative.near_changes",
  title  = "同一个增减额前后应印成同一个数",
  basis  = "公开文本前后的口径应当一致（条文待核）；由几个数加减得来的，可能差最后一位",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "规范性",
  note   = "只是尾差，不作错误",
  remedy = "请改为同一个数。",

  run = function(document, check)
    local found, agreed = twins.near(narrative.read(document), check)
    if agreed then check:holds(true) end
    for _, pair in ipairs(found) do
      check:same(pair.odd.change, pair.usual.change, { tail = "note",
        message = "{row}{direction} {left}，另一处（{subject}）为 {right}，相差 {gap}，是取整的尾差。",
        values = { direction = pair.odd.direction, subject = pair.usual.subject } })
    end
  end,
}
