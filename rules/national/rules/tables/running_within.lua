local running = require "running_costs"
local slips = require "unit_slips"

-- 大于，又不是单位写错（那由 national.tables.unit 说）、尾差。
local function is_over(pair, check) return pair.left > pair.right and not check:agrees(pair.left, pair.right) and not slips.between(pair.left, pair.right) end

-- 多出来的科目：“办公费 42.60（38.60）”。
local function over_lines(lines, check)
  local told = {}
  for _, one in ipairs(lines) do
    if one.leaf and is_over(one, check) then told[#told + 1] = text.label(one.row.label or "") .. " " .. tostring(one.left) .. "（" .. tostring(one.right) .. "）" end
  end
  return table.concat(told, "、")
end

-- 合计超过；合计自己印错了（各科目之和没有超过）的，由本表合计的规则说。
local function whole_over(one, check)
  local whole = one.whole
  return whole and is_over(whole, check) and (whole.added:missing() or whole.added > whole.right)
end

rule {
  id     = "national.tables.running_within",
  title  = "机关运行经费表的合计、各科目不应大于基本支出表的公用经费",
  basis  = "机关运行经费是行政单位和参公事业单位一般公共预算基本支出里的公用经费（条文待核）；统计范围各地有不同",
  on     = { document = { "部门预算", "部门决算" } },
  kind   = "核实性",
  note   = "合计大于的只说合计，连同多出来的科目；只含局本级的小于公用经费，不是问题",
  remedy = "请核对两表多出来的科目；口径不同的请说明。",

  run = function(document, check)
    for _, one in ipairs(running.compared(document)) do
      local lines, values = over_lines(one.lines, check), { here = one.here, table = one.table }
      if whole_over(one, check) then
        values.lines = lines
        check:at_most(one.whole.left, one.whole.right, { case = #lines > 0 and "lines" or nil, values = values,
          message = #lines > 0 and "机关运行经费合计 {left}，大于《{table}》公用经费的 {right}，多 {gap}：{lines}。"
            or "机关运行经费合计 {left}，大于《{table}》公用经费的 {right}，多 {gap}。" })
      else
        check:holds(true)
        for _, line in ipairs(one.lines) do
          if line.leaf and is_over(line, check) then
            check:at_most(line.left, line.right, { case = "line", values = values, message = "机关运行经费里{row}为 {left}，大于《{table}》同一科目公用经费的 {right}，多 {gap}。" })
          end
        end
      end
    end
  end,
}
