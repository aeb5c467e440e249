local narrative = require "narrative"
local projects = require "project_counts"

rule {
  id     = "national.narrative.project_counts",
  title  = "同一节里前后说的项目个数应一致",
  basis  = "文字说明的通行写法：组织对几个项目开展绩效自评，上述几个项目……，其中一级项目几个、二级项目几个（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  note   = "与前面说的任何一个个数、其中接连几个之和、两个之差、公开的自评表张数、逐个说了的项目数相同，就是一致",
  remedy = "请核对各处的项目个数，改为同一个数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, one in ipairs(projects.again(read)) do
      check:holds(one.agreed, { case = "again", at = one.claim.amount, expected = one.expected, values = { told = one.claim.amount, before = one.expected },
        message = "这里说上述 {told} 个项目，同一节前面说的是 {before} 个，请核实。" })
    end
    for _, one in ipairs(projects.levels(read)) do
      check:holds(one.agreed, { case = "levels", at = one.claim.amount, printed = one.added, expected = one.expected, values = { added = one.added, before = one.expected },
        message = "一级项目、二级项目加起来是 {added} 个，同一节前面说的是 {before} 个，请核实。" })
    end
  end,
}
