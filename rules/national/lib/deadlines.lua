-- 指标值、完成值里写的日期：“2022年10月底前”“10月31日前”“第三季度”。只写了月份的，是整个月。

local deadlines = {}

local quarters = { ["一"] = 3, ["二"] = 6, ["三"] = 9, ["四"] = 12, ["1"] = 3, ["2"] = 6, ["3"] = 9, ["4"] = 12 }
local thirds = { ["初"] = { 1, 10 }, ["上旬"] = { 1, 10 }, ["中旬"] = { 11, 20 }, ["下旬"] = { 21, 31 }, ["底"] = { 25, 31 }, ["末"] = { 25, 31 } }

local month_form = "(?:(20[0-9]{2})[年./-])?([0-9]{1,2})月(?:份)?(?:([0-9]{1,2})(?:日|号)|(初|上旬|中旬|下旬|底|末))?"
local point_form = "(20[0-9]{2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})"
local quarter_form = "(?:(20[0-9]{2})年度?)?第?([一二三四1-4])季度"
local year_form = "(?:(20[0-9]{2})年?)?年[底末内]"

-- 年、月、日排成一个数，可以比先后。
local function point(year, month, day) return year * 10000 + month * 100 + day end

-- 最后写的那个日期：{ from, to, year, told }；没有的为 nil。没有印年份的（told 为假）用 own 那一年。
function deadlines.read(words, own)
  local plain, found = text.squeeze(text.fold(words or "")), nil
  if text.match(plain, param "indicator.no_deadline") then return nil end
  local function keep(printed, month, first, last_month, last)
    local told = printed and tonumber(printed)
    local year = told or own
    if last_month > 12 or first > 31 then return end
    found = { from = point(year, month, first), to = point(year, last_month, last), year = year, told = told ~= nil }
  end
  for _, one in ipairs(text.all(plain, point_form)) do keep(one[1], tonumber(one[2]), tonumber(one[3]), tonumber(one[2]), tonumber(one[3])) end
  for _, one in ipairs(text.all(plain, month_form)) do
    local part, day, month = one[4] and thirds[one[4]], one[3] and tonumber(one[3]), tonumber(one[2])
    keep(one[1], month, day or part and part[1] or 1, month, day or part and part[2] or 31)
  end
  for _, one in ipairs(found and {} or text.all(plain, quarter_form)) do
    local last = quarters[one[2]]
    keep(one[1], last - 2, 1, last, 31)
  end
  for _, one in ipairs(found and {} or text.all(plain, year_form)) do keep(one[1], 12, 25, 12, 31) end
  return found
end

return deadlines
