local narrative = require "narrative"
local twins = require "narrative_twins"

rule {
  id     = "national.narrative.opposite_changes",
  title  = "金额和增减额都相同的两处，增减方向应当相同",
  basis  = "收支平衡的收入总额、支出总额同增同减；公开文本前后应当一致（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "verify",
  note   = "金额、增减额逐位相同才比；哪一处写反，看各分项的增减",
  remedy = "请核对两处的增减方向，改正写反的一处。",

  run = function(document, check)
    local found, agreed = twins.opposite(narrative.read(document))
    if agreed then check:holds(true) end
    for _, pair in ipairs(found) do
      check:holds(false, { at = pair.odd.change, values = {
          subject = pair.usual.subject, usual = pair.usual.direction, direction = pair.odd.direction,
          change = pair.odd:printed "change", amount = pair.odd:printed "amount" },
        message = "{row}{amount}，{direction} {change}；另一处（{subject}）金额和增减额都相同，却是{usual}，有一处写反了，请核实。" })
    end
  end,
}
