local narrative = require "narrative"

rule {
  id     = "national.narrative.procurement_total",
  title  = "政府采购支出总额应等于货物、工程、服务之和",
  basis  = "部门决算、部门预算公开文本“政府采购支出情况”的样式：总额，其中货物、工程、服务（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "error",
  note   = "勾稽 I68；只列了一两类的是警告",
  remedy = "请核对政府采购总额与货物、工程、服务各数。",

  run = function(document, check)
    local read = narrative.read(document)
    local total, parts = narrative.first_amount(read, "政府采购"), {}
    for _, name in ipairs { "政府采购货物", "政府采购工程", "政府采购服务" } do
      parts[#parts + 1] = narrative.first_amount(read, name)
    end
    if not total or #parts < 1 then return end
    local added = sum(parts)
    check:same(total, added, { severity = #parts < 3 and added < total and "warning" or nil, tail = "note",
      message = "政府采购支出总额 {left}，货物、工程、服务之和 {right}，相差 {gap}。" })
  end,
}
