local names = require "names"
local staff = require "staff"

-- 编制数、在职人数、控制率三栏；缺一栏、有两栏同样的为 nil。
local function columns_of(t)
  local found = {}
  for index, pattern in ipairs(param "staff.columns") do
    found[index] = names.only_column(t, pattern)
    if not found[index] then return nil end
  end
  return found
end

rule {
  id     = "national.tables.staff_rate",
  title  = "控制率应等于同一行的在职人数除以编制数",
  basis  = "部门整体支出绩效评价基础数据表的栏目：编制数、实际在职人数、控制率",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "控制率印有百分号的才审；截尾、进一也算对",
  remedy = "请重新计算控制率，核对编制数和在职人数。",

  run = function(document, check)
    for _, t in ipairs(document:tables()) do
      local columns = columns_of(t)
      for _, row in ipairs(columns and t:rows() or {}) do
        local posts, persons, rate = row:value { columns[1] }, row:value { columns[2] }, row:value { columns[3] }
        local whole = not posts:missing() and not persons:missing() and not rate:missing()
        if whole and rate:is_rate() and not posts:zero() then
          local expected = persons / posts
          if staff.fits(check, rate, expected) then check:holds(true)
          else check:same(rate, expected, { message = "{column}填报 {left}，在职人数除以编制数为 {right}。" }) end
        end
      end
    end
  end,
}
