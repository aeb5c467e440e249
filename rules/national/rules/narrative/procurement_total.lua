local narrative = require "narrative"
local slips = require "unit_slips"

local kinds = { "政府采购货物", "政府采购工程", "政府采购服务" }

-- 各类里哪一类缩小到万分之一，加起来就是总额；没有的为 nil。
local function slipped(total, parts, check)
  for position, part in ipairs(parts) do
    local cells = {}
    for index, other in ipairs(parts) do cells[index] = index < position and other.value or index > position and other.value or slips.as_yuan(other.value) end
    if check:agrees(total, sum(cells)) then return part end
  end
end

rule {
  id     = "national.narrative.procurement_total",
  title  = "政府采购支出总额应等于货物、工程、服务之和",
  basis  = "部门决算、部门预算公开文本“政府采购支出情况”的样式：总额，其中货物、工程、服务（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "error",
  note   = "勾稽 I68；只列了一两类的是警告。正好相差一万倍的，说是单位写错",
  remedy = "请核对政府采购总额与货物、工程、服务各数，看单位是元还是万元。",

  run = function(document, check)
    local read = narrative.read(document)
    local total, parts = narrative.first_amount(read, "政府采购"), {}
    for _, name in ipairs(kinds) do
      local value = narrative.first_amount(read, name)
      if value then parts[#parts + 1] = { name = name, value = value } end
    end
    if not total or #parts < 1 then return end
    local cells = {}
    for position, part in ipairs(parts) do cells[position] = part.value end
    local added = sum(cells)
    if check:agrees(slips.as_yuan(total), added) then
      check:same(total, added, { case = "unit", message = "政府采购支出总额 {left}，货物、工程、服务之和 {right}，正好相差一万倍：像是把元写成了万元。" })
      return
    end
    local part = not check:agrees(total, added) and slipped(total, parts, check)
    if part then
      check:same(part.value, slips.as_yuan(part.value), { case = "part_unit", values = { total = total },
        message = "{row} {left}，像是把元写成了万元：按 {right} 加起来才等于政府采购支出总额 {total}。" })
      return
    end
    check:same(total, added, { severity = #parts < 3 and added < total and "warning" or nil, tail = "note",
      message = "政府采购支出总额 {left}，货物、工程、服务之和 {right}，相差 {gap}。" })
  end,
}
