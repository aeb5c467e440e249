-- 文字说明里说了两遍的增减。

local narrative = require "narrative"

local twins = {}

local function changes(read)
  local found = {}
  for _, entry in ipairs(read.entries) do
    local claim = entry.claim
    if text.same(claim.kind, "change") and entry.money and not claim.change:missing() and claim.direction and claim.subject then found[#found + 1] = entry end
  end
  return found
end

local function is_equal(one, other) return not one:missing() and not other:missing() and one <= other and one >= other end

local function is_same_year(one, other) return one.base_year:missing() or other.base_year:missing() or is_equal(one.base_year, other.base_year) end

-- 事项、金额、增减都相同，只有对比的年度不同；写错的是不是上一年的那一条。第二个结果：有没有年度也相同的。
function twins.other_years(read)
  local found, all, agreed = {}, changes(read), false
  for index, entry in ipairs(all) do
    for later = index + 1, #all do
      local a, b = entry.claim, all[later].claim
      local twin = narrative.is_same(narrative.plain(a.subject), narrative.plain(b.subject)) and is_equal(a.amount, b.amount) and is_equal(a.change, b.change)
      agreed = agreed or twin and is_equal(a.base_year, b.base_year)
      if twin and not is_same_year(a, b) then
        local last = amount(tostring((read.document.year or 1) - 1))
        if is_equal(b.base_year, last) then a, b = b, a end
        found[#found + 1] = { odd = b, usual = a }
      end
    end
  end
  return found, agreed
end

-- 增减额只差最后一位、大到不会是巧合的。第二个结果：有没有印成同一个数的。
function twins.near(read, check)
  local found, all, agreed = {}, changes(read), false
  for index, entry in ipairs(all) do
    for later = index + 1, #all do
      local a, b = entry.claim, all[later].claim
      local same = narrative.is_same(a.direction, b.direction) and is_same_year(a, b)
      agreed = agreed or same and is_equal(a.change, b.change)
      local alike = same and not is_equal(a.change, b.change) and narrative.agrees(check, a.change, b.change)
      if alike and (a.change - b.change):absolute() <= a.change * param "narrative.near" then found[#found + 1] = { odd = b, usual = a } end
    end
  end
  return found, agreed
end

-- 金额、增减额都相同（收支平衡的收入和支出），一处说增加、一处说减少的。第二个结果：有没有方向相同的。
function twins.opposite(read)
  local found, all, agreed = {}, changes(read), false
  for index, entry in ipairs(all) do
    for later = index + 1, #all do
      local a, b = entry.claim, all[later].claim
      local twin = is_equal(a.amount, b.amount) and is_equal(a.change, b.change) and not a.change:zero() and is_same_year(a, b)
      local against = narrative.is_up(a) and narrative.is_down(b) or narrative.is_down(a) and narrative.is_up(b)
      agreed = agreed or twin and not against
      if twin and against then found[#found + 1] = { odd = b, usual = a } end
    end
  end
  return found, agreed
end

return twins
