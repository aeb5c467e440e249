local narrative = require "narrative"
local running = require "running_costs"

rule {
  id     = "national.narrative.running_cost",
  title  = "机关运行经费不应超过公用经费",
  basis  = "机关运行经费是行政单位和参公事业单位的公用经费（条文待核）；统计范围各地有不同",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "勾稽 I67",
  remedy = "请核对机关运行经费的统计范围，说明与公用经费的差别。",

  run = function(document, check)
    local read = narrative.read(document)
    local cost, public = narrative.first_value(read, "机关运行经费"), narrative.first_value(read, "公用经费")
    if not cost or not public then return end
    if cost > public and running.tells(document, cost) then
      check:holds(true)
      return
    end
    check:at_most(cost, public, { message = "机关运行经费 {left}，超过公用经费 {right}，多 {gap}。" })
  end,
}
