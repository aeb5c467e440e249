local averages = require "averages"
local narrative = require "narrative"

rule {
  id     = "national.narrative.average",
  title  = "人均、批均、车均应等于金额除以数量",
  basis  = "公开文本文字说明的通行写法：公务接待 N 批次、M 人次，人均 Y 元；保有量 N 辆，车均 Y 万元（条文待核）",
  on     = { document = { "部门决算", "绩效自评" } },
  kind   = "核实性",
  note   = "勾稽 I55；同一节里的数量，与这件事在文字、报表里的任何一个金额除得通就是对的；截尾、进一也算对。只认“三公”经费里的平均数",
  remedy = "请重新计算平均数，核对金额、数量和单位（元、万元）；口径不同的请在文中写明。",

  run = function(document, check)
    for _, one in ipairs(averages.found(narrative.read(document), check)) do
      if one.agreed then
        check:holds(true)
      else
        check:same(one.claim.amount, one.expected, {
          values = { own = one.claim.unit, name = one.name, whole = one.whole.value, money = one.whole.unit, count = one.count.value, unit = one.count.unit },
          message = "{row}填报 {left} {own}，{name} {whole} {money}除以 {count} {unit}为 {right} {own}，请核实。" })
      end
    end
  end,
}
