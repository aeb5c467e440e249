local names = require "names"
local statements = require "statements"

local whole = { "政府采购支出合计", "政府采购支出", "政府采购支出总额", "合计" }
local parts = {
  { "政府采购货物支出", "货物支出", "货物" }, { "政府采购工程支出", "工程支出", "工程" }, { "政府采购服务支出", "服务支出", "服务" },
}

rule {
  id     = "national.final_accounts.procurement_rows",
  title  = "政府采购支出合计应等于货物、工程、服务之和",
  basis  = "部门决算公开样表：政府采购支出分货物、工程、服务",
  on     = { document = "部门决算", table = statements.names "政府采购情况表" },
  kind   = "基本平衡",
  note   = "三项都列示的才审",
  remedy = "请核对政府采购支出合计与货物、工程、服务各项。",

  run = function(t, check)
    if not t:has_row(whole) then return end
    for _, part in ipairs(parts) do
      if not t:has_row(part) then return end
    end
    for _, column in ipairs(names.additive(t)) do
      local total, cells = t:row(whole):value(column), {}
      for position, part in ipairs(parts) do cells[position] = t:row(part):value(column) end
      local added = sum(cells)
      if not total:missing() and not added:missing() then
        check:same(total, added, { tail = "note", message = "“{row}”的{column}填报 {left}，货物、工程、服务之和为 {right}，相差 {gap}。" })
      end
    end
  end,
}
