local counts = require "sheet_counts"
local narrative = require "narrative"

rule {
  id     = "national.narrative.counts_again",
  title  = "同一节里说了两次的团组、批次、人次、车辆应是同一个数",
  basis  = "公开文本前后的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "“三公”表印了这个数的，由 national.narrative.sheet_counts 核对；各条里有一条是其余之和的不算",
  remedy = "请核对这几处，改为同一个数；范围不同的（本级、所属单位，外事接待）请写明。",

  run = function(document, check)
    local found, agreed = counts.differing(narrative.read(document))
    for _, pair in ipairs(found) do
      check:same(pair.odd.amount, pair.usual.amount, { values = { item = pair.item.name, unit = pair.odd.unit },
        message = "{item}这里为 {left} {unit}，同一节前面为 {right}，请核实。" })
    end
    if agreed then check:holds(true) end
  end,
}
