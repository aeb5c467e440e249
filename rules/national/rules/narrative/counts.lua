local narrative = require "narrative"
local counts = require "narrative_counts"

rule {
  id     = "national.narrative.counts",
  title  = "有团组、批次、车辆的应有相应支出，有支出的应有团组、批次、车辆",
  basis  = "“三公”经费公开须说明团组、人次、批次、车辆（条文待核）；合组团、跨年付款的可以不同",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "勾稽 I55",
  remedy = "请核对数量和金额，说明跨年付款、由他方负担等原因。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, pair in ipairs(param "narrative.counted") do
      local count, spent = counts.most(read, pair), narrative.first_value(read, pair[1])
      if count and spent and not (count:zero() and spent:zero()) then
        check:holds(not count:zero(), { case = "spent", at = spent, expected = "有数量", values = { count = count, spent = spent },
          message = "{row}支出 {spent}，说明里的数量却是 {count}。" })
        check:holds(not spent:zero(), { case = "counted", at = count, expected = "有支出", values = { count = count, spent = spent },
          message = "{row} {count}，相应支出却是 {spent}。" })
      end
    end
  end,
}
