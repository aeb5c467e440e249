-- 日期相差几天；“2021-09-24”这样的写法。

local dates = {}

-- 从公元 1 年起的第几天。
local function day_number(words)
  local parts = text.match(words, "^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$")
  if not parts then return nil end
  local year, month, day = tonumber(parts[1]), tonumber(parts[2]), tonumber(parts[3])
  if month < 3 then year, month = year - 1, month + 12 end
  return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day
end

-- 从 first 到 last 过了几天；有一个不是日期的为 nil。
function dates.days(first, last)
  local from, to = day_number(first), day_number(last)
  return from and to and to - from
end

return dates
