-- 名称的对照：一个名称写成文字，几个别名写成列表。

local names = {}

function names.list(one) return type(one) == "string" and { one } or one end

-- 名称是不是其中之一（按比较形式）。
function names.has(list, name)
  for _, one in ipairs(names.list(list)) do
    if text.same(one, name or "") then return true end
  end
  return false
end

-- 两组别名有没有同一个。
function names.meet(list, other)
  for _, one in ipairs(other) do
    if names.has(list, one) then return true end
  end
  return false
end

-- 栏名的末级：“本年支出/小计” → “小计”。
function names.last(column)
  local parts = text.split(column, "/")
  return parts[#parts]
end

-- 给人看的短名：末级是“小计”“合计”的写全。
function names.short(column)
  local last = names.last(column)
  return names.has({ "小计", "合计" }, last) and column or last
end

-- 唯一的一栏，栏名的末级合乎写法；没有、有几栏的为 nil。
function names.only_column(t, words)
  local found
  for _, column in ipairs(t.columns) do
    if text.match(text.squeeze(names.last(column)), words) then
      if found then return nil end
      found = column
    end
  end
  return found
end

-- 这一栏是不是这些别名之一：全名相同，或者末级相同。
function names.of_column(list, column)
  return names.has(list, column) or names.has(list, names.last(column))
end

-- 可以相加的栏：不是比率、原因、说明；同名的栏只算第一栏。
function names.additive(t)
  local result, seen = {}, {}
  for _, column in ipairs(t.columns) do
    local key = text.label(column)
    if not seen[key] and not text.contains(column, param "tables.other_columns") then result[#result + 1] = column end
    seen[key] = true
  end
  return result
end

-- 这几栏里印着比率的行：“增减率”“占比”，不能与金额相加、比较。
function names.is_of_rates(row, columns)
  for _, column in ipairs(columns) do
    local value = row:value(column)
    if not value:missing() and value:is_rate() then return true end
  end
  return false
end

return names
