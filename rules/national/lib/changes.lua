-- “三公”经费表里的增减额、增减幅度：本年、上年两栏看栏名里的年份或“上年”。

local names = require "names"
local sangong = require "sangong"

local changes = {}

local function year_of(column) return tonumber(text.match(column, "20[0-9]{2}") or "") end

-- 本年、上年两栏的栏名；看不出的为 nil。
local function years(t)
  local columns = names.additive(t)
  if #columns < 2 or #columns > 2 then return nil end
  local a, b = columns[1], columns[2]
  if text.contains(a, "上年") then return b, a end
  if text.contains(b, "上年") then return a, b end
  local first, second = year_of(a), year_of(b)
  if not first or not second then return nil end
  if first > second then return a, b end
  if second > first then return b, a end
end

-- 栏里有没有负数：都印绝对值的表样不看正负。
local function signed(t, column)
  for _, row in ipairs(t:rows()) do
    local value = row:value(column)
    if not value:missing() and value:negative() then return true end
  end
  return false
end

local function column_of(t, list)
  for _, one in ipairs(list) do
    if t:has_column(one) then return one end
  end
end

-- 增减额：本年减上年；合计自己不平、换成各分项之和就对得上的，用各分项之和。第二个值是上年数。
local function gap_of(t, new, old, cell, check)
  local gap = new - old
  if not cell or cell:missing() or check:agrees(cell, gap) then return gap, old end
  local now, before = sangong.implied(t, new), sangong.implied(t, old)
  for _, pair in ipairs { { now or false, old }, { new, before or false }, { now or false, before or false } } do
    if pair[1] and pair[2] and check:agrees(cell, pair[1] - pair[2]) then return pair[1] - pair[2], pair[2] end
  end
  return gap, old
end

-- 增减额等于本年减上年；增减幅度等于增减额除以上年。
function changes.run()
  return function(t, check)
    local now, before = years(t)
    local amount, rate = column_of(t, param "sangong.change_columns"), column_of(t, param "sangong.rate_columns")
    if not now or not amount and not rate then return end
    for _, row in ipairs(t:rows()) do
      local new, old = row:value(now), row:value(before)
      if not new:missing() and not old:missing() then
        local cell = amount and row:value(amount)
        local gap, base = gap_of(t, new, old, cell, check)
        local sure = cell and not cell:missing()
        if sure and not (not signed(t, amount) and check:agrees(cell, gap:absolute())) then
          sure = check:same(cell, gap, { tail = "note", case = "amount", message = "“{row}”的{column}填报 {left}，本年减上年为 {right}，相差 {gap}。" })
        end
        local share = rate and row:value(rate)
        if share and not share:missing() and share:is_rate() and not base:zero() and (sure or not cell) then
          local expected = gap / base
          if signed(t, rate) or not check:agrees(share, expected:absolute()) then
            check:computed(share, expected, { case = "rate", message = "“{row}”的{column}填报 {left}，按公式应为 {right}。" })
          else check:holds(true) end
        end
      end
    end
  end
end

return changes
