local counts = require "sheet_counts"

-- 车辆合计一行，和它下面接连的各种用车；“其中”的不是一种。
local function groups(t)
  local found, open = {}, nil
  for _, row in ipairs(t:rows()) do
    local label = text.squeeze(text.label(row.label or ""))
    if text.match(label, param "tables.vehicles_total") then
      open = { row = row, parts = {} }
      found[#found + 1] = open
    elseif open and text.match(label, param "tables.vehicle_kinds") and not text.match(text.squeeze(row.label), "^其中") then
      table.insert(open.parts, row)
    else
      open = nil
    end
  end
  return found
end

rule {
  id     = "national.tables.vehicles",
  title  = "表里的车辆合计应等于各种用车之和",
  basis  = "部门决算公开样表“国有资产占用情况”：车辆合计，下面是各种用车（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "error",
  note   = "勾稽 I70 的表；没有列“其他用车”、各种之和又少的，只请核实",
  remedy = "请核对车辆合计与各种用车的辆数。",

  run = function(document, check)
    for _, t in ipairs(document:tables()) do
      for _, group in ipairs(groups(t)) do
        local complete = false
        for _, row in ipairs(group.parts) do complete = complete or text.contains(row.label, "其他") end
        for _, column in ipairs(t.columns) do
          local total, cells = group.row:value(column), {}
          for _, row in ipairs(group.parts) do
            local cell = row:value(column)
            if not cell:missing() then cells[#cells + 1] = counts.number(cell) end
          end
          if #cells > 1 and not total:missing() then
            local told, added = counts.number(total), sum(cells)
            check:holds(told <= added and told >= added, { at = total, expected = tostring(added), severity = not complete and added < told and "verify" or nil, values = { table = t.name, total = told, added = added },
              message = "《{table}》{row} {total} 辆，各种用车之和 {added} 辆。" })
          end
        end
      end
    end
  end,
}
