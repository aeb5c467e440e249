-- 资金总额之下的来源行：哪些直接组成总额，哪些是下级行。

local forms = require "forms"

-- “按支出性质分：其中：基本支出”说的是基本支出。
local function bare(name) return text.replace(text.squeeze(name or ""), "^按[^：:]{2,8}分[：:]?(?:其中[：:]?)?", "") end

local function listed(names, name)
  for _, one in ipairs(names) do
    if text.same(one, bare(name)) then return true end
  end
  return false
end

-- 上级行也在表上的下级行，不与上级重复相加。
local function is_child(e, name)
  for _, group in ipairs(param "fund.child_rows") do
    if listed(group, name) and not text.same(group[1], name) and e:has_fund(group[1]) then return true end
  end
  return false
end

-- 表上有的下级行；complete 为真的，样表的下级行都在。
local function children(e, group)
  local rows = {}
  for position = 2, #group do
    if e:has_fund(group[position]) then rows[#rows + 1] = e:fund(group[position]) end
  end
  return rows, #rows + 1 >= #group
end

local function in_one_family(rows)
  for _, family in ipairs(param "fund.families") do
    local all = true
    for _, row in ipairs(rows) do all = all and listed(family, row.source) end
    if all then return true end
  end
  return false
end

local function is_known(row) return in_one_family { row } end

-- { rows, known, plain }：known 只有认识的行；plain 为假的看不清上下级：混用几种分法、同名两行，或有不认识的行。
local function read(e)
  local rows, known, plain = {}, {}, true
  for _, row in ipairs(e:funds()) do
    local name = row.source or ""
    if not listed(forms.total_names(e), name) and not listed(param "fund.total_names", name) and not is_child(e, name) then
      rows[#rows + 1] = row
      if is_known(row) then known[#known + 1] = row end
      plain = plain and row.ordinal < 1
    end
  end
  return { rows = rows, known = known, plain = plain and in_one_family(rows) }
end

-- 同一笔总额印了两种分法的（按收入性质，又按支出性质），各分法自己的行；只有一种分法的为 nil。
local function splits(rows)
  for _, split in ipairs(param "fund.second_splits") do
    local own, rest = {}, {}
    for _, row in ipairs(rows) do
      local list = listed(split, row.source) and own or rest
      list[#list + 1] = row
    end
    if #own >= #split and #rest > 1 then return { rest, own } end
  end
end

-- 一栏之和；上级行没有填数的，用它的下级行。
local function added(e, rows, column)
  local cells = {}
  for _, row in ipairs(rows) do
    local cell = row:value(column)
    for _, group in ipairs(param "fund.child_rows") do
      if cell:missing() and text.same(group[1], row.source or "") then cell = sum(children(e, group), column) end
    end
    cells[#cells + 1] = cell
  end
  return sum(cells)
end

return { read = read, splits = splits, children = children, added = added }
