local narrative = require "narrative"
local sangong = require "narrative_sangong"

rule {
  id     = "national.narrative.sangong_over_budget",
  title  = "“三公”经费决算超过预算的，应说明原因",
  basis  = "“三公”经费公开须说明增减原因（条文待核）；预算数是年初的还是全年的，看表注",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "勾稽 I53",
  remedy = "请说明超过预算的原因，核对预算数是年初数还是全年数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, name in ipairs(sangong.parts) do
      local spent, budget = sangong.spent_and_budget(read, name)
      if spent then
        check:at_most(spent, budget, { row = name, message = "{row}决算 {left}，超过预算 {right}，多 {gap}。" })
      end
    end
  end,
}
