local slips = require "unit_slips"
local sources = require "sources"

local columns = { "initial", "annual", "executed" }

-- 下级里单位写错的一格和它应有的数；没有写错的为 nil。
local function slip_of(parts, column, whole, added, check)
  local cells = {}
  for position, row in ipairs(parts) do cells[position] = row:value(column) end
  if check:agrees(whole, added) then return nil end
  local position, meant = slips.part(cells, whole, check)
  return position and cells[position], meant
end

rule {
  id     = "national.fund.children_total",
  title  = "下级资金行之和应等于其上级行",
  basis  = "项目支出绩效自评表样表：财政拨款，其中：上级补助、本级安排",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对各下级行：同一笔资金只填在一行。",

  run = function(e, check)
    local plain = sources.read(e).plain
    for _, group in ipairs(param "fund.child_rows") do
      local parts, complete = sources.children(e, group)
      local good = e:has_fund(group[1])
      for _, column in ipairs(columns) do
        if good then
          local whole, added = e:fund(group[1]):value(column), sum(parts, column)
          if not whole:missing() and not added:missing() then
            local severity = not (plain and complete) and "verify" or nil
            local wrong, meant = slip_of(parts, column, whole, added, check)
            if wrong then
              good = check:same(wrong, meant, { case = "unit", severity = severity, values = { whole = whole },
                message = "{row}的{column}填报 {left}，缩小到 {right} 各行之和才是上级行的 {whole}，像是单位写错（元、万元）。" })
            else
              good = check:same(whole, added, { severity = severity, message = "{row}的{column}为 {left}，其下各行之和为 {right}，相差 {gap}。" })
            end
          end
        end
      end
    end
  end,
}
