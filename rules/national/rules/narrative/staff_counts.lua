local narrative = require "narrative"
local staff = require "staff"

rule {
  id     = "national.narrative.staff_counts",
  title  = "编制总数、人员总数应等于各部分之和",
  basis  = "公开文本“人员情况”的通行写法：编制几名，其中行政编制几名、事业编制几名；在职几人，离退休几人，共几人（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  note   = "差额正好是同一节里说的另一个人数的，不算；其中各部分之和超过总数的，由“其中各项之和”一条说",
  remedy = "请核对编制数、人员数和各部分；没有列全的请写明。",

  run = function(document, check)
    for _, one in ipairs(staff.groups(narrative.read(document))) do
      local values = { whole = one.whole.amount, added = one.added, unit = one.whole.unit, gap = one.gap }
      check:holds(one.agreed, { at = one.whole.amount, expected = one.added, values = values, case = one.behind and "behind" or "whole",
        message = one.behind and "前面各部分之和为 {added} {unit}，后面写着 {whole} {unit}；如果是合计，相差 {gap}，请核实。"
          or "{row} {whole} {unit}，各部分之和为 {added} {unit}，相差 {gap}，请核实。" })
    end
  end,
}
