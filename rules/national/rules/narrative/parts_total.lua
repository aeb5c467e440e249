local enumerations = require "enumerations"
local narrative = require "narrative"

rule {
  id     = "national.narrative.parts_total",
  title  = "其中各项之和应等于总数",
  basis  = "公开文本文字说明的通行写法：总数，其中各项（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "只列了一部分的不核对；各项之和超过总数的请核实，看是不是两种分法",
  remedy = "请核对总数与其中各项。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, group in ipairs(enumerations.groups(read)) do
      local added, closed = enumerations.added(check, group)
      if not closed and enumerations.is_of_another(check, read, group, added) then check:holds(true)
      elseif closed or (group.complete or added > group.total.amount) and not enumerations.is_told(check, read, group) then
        check:same(group.total.amount, added, { severity = not group.complete and "verify" or nil, tail = "note",
          message = "{row} {left}，其中各项之和 {right}，相差 {gap}。" })
      end
    end
  end,
}
