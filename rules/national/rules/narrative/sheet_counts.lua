local narrative = require "narrative"
local counts = require "sheet_counts"

-- 几条各说一部分的：“30 批、6 批”。
local function told(group)
  local printed = {}
  for _, claim in ipairs(group.told) do printed[#printed + 1] = (claim:printed "amount" or "") .. claim.unit end
  return table.concat(printed, "、")
end

rule {
  id     = "national.narrative.sheet_counts",
  title  = "文字说明里的团组、人次、批次、车辆应与“三公”表的统计数一致",
  basis  = "部门决算“三公”经费表的相关统计数；公开文本的表和说明应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "事项写明就是表里那一项的是错误；分几条说的，其中一条或者加起来相同就是一致，都不同的只请核实",
  remedy = "请核对文字说明与“三公”表，改为同一个数；口径不同的（外事接待、非财政拨款）请在文中写明。",

  run = function(document, check)
    for _, group in ipairs(counts.groups(narrative.read(document))) do
      local cell = group.cells[1]
      local values = { item = group.item.name, table = cell.table, told = told(group), unit = group.claim.unit, left = group.claim.amount, right = cell.value, gap = group.gap }
      check:holds(group.agreed, { at = group.claim.amount, expected = tostring(cell.value), severity = group.severity, values = values,
        case = group.single and "one" or "several",
        message = group.single and "文字说明里{row}为 {left} {unit}，《{table}》的{item}为 {right}，相差 {gap}。"
          or "文字说明里说{item}的有 {told}，《{table}》为 {right}，各条和加起来都不相同。" })
    end
  end,
}
