local narrative = require "narrative"
local part_changes = require "part_changes"

rule {
  id     = "national.narrative.parts_change",
  title  = "“三公”经费、基本支出等的增减额应等于各项增减额之和",
  basis  = "公开文本文字说明的通行写法：“三公”经费（基本支出）比上年增减多少，其中各项比上年增减多少（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "各项的金额加起来等于总数、每一项都说了增减的才审；基本支出后面紧接着说人员经费、公用经费的，不用说金额。“主要是……”说的是原因，不审",
  remedy = "请核对总数和各项的增减额。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, group in ipairs(part_changes.groups(read, check)) do
      local claim = group.total
      local added = narrative.is_down(claim) and group.downs - group.ups or group.ups - group.downs
      -- 同一句的百分比写着相反的方向、按那个方向就相符的，由 two_directions 说
      if claim.percent_direction and check:agrees(claim.change, -added) then check:holds(true)
      else check:same(claim.change, added, { tail = "note", values = { direction = claim.direction },
        message = "{row}{direction} {left}，各项的增减按{direction}合起来为 {right}，相差 {gap}。" }) end
    end
  end,
}
