local names = require "names"
local statements = require "statements"

local own = statements.names "政府采购情况表"

local whole = { "政府采购支出合计", "政府采购支出", "政府采购支出总额" }
local parts = {
  { "政府采购货物支出", "货物支出", "货物" }, { "政府采购工程支出", "工程支出", "工程" }, { "政府采购服务支出", "服务支出", "服务" },
}

-- 只有采购的表上，合计就是采购的合计；机构运行信息表上要写明。
local function total_row(t)
  if t:has_row(whole) then return t:row(whole) end
  return names.has(own, t.name) and t:has_row "合计" and t:row "合计" or nil
end

rule {
  id     = "national.final_accounts.procurement_rows",
  title  = "政府采购支出合计应等于货物、工程、服务之和",
  basis  = "部门决算公开样表：政府采购支出分货物、工程、服务（政府采购情况表、机构运行信息表）",
  on     = { document = "部门决算", table = statements.names("政府采购情况表", "“三公”经费、行政参公单位机关运行经费情况表") },
  kind   = "基本平衡",
  note   = "三项都列示的才审",
  remedy = "请核对政府采购支出合计与货物、工程、服务各项。",

  run = function(t, check)
    local all = total_row(t)
    if not all then return end
    for _, part in ipairs(parts) do
      if not t:has_row(part) then return end
    end
    for _, column in ipairs(names.additive(t)) do
      local total, cells = all:value(column), {}
      for position, part in ipairs(parts) do cells[position] = t:row(part):value(column) end
      local added = sum(cells)
      if not total:missing() and not added:missing() then
        check:same(total, added, { tail = "note", message = "“{row}”的{column}填报 {left}，货物、工程、服务之和为 {right}，相差 {gap}。" })
      end
    end
  end,
}
