-- 报表里的增减额、增减幅度：本年、上年是哪两栏，看栏名里的年份、“上年”“本年”。

local codes = require "codes"
local identities = require "identities"
local names = require "names"
local sangong = require "sangong"

local changes = {}

local subtotals = { "小计", "合计", "总计" }

local function is_change(column) return text.contains(text.fold(column), param "changes.words") and not text.contains(column, param "changes.other_words") end

local function is_rate(column) return text.contains(text.fold(column), param "changes.rate_words") end

-- 一栏是哪一年的：年份，或者 "before"、"now"；没有写的是 "plain"。
local function period_of(column)
  local year = text.match(column, "20[0-9]{2}")
  if year then return tonumber(year) end
  if text.match(column, "上年|去年|上一年") then return "before" end
  return text.match(column, "本年|今年|当年") and "now" or "plain"
end

-- 除去年份和“上年”以后的写法：“上年决算数”“2023年决算数”都是“决算数”。
local function bare(column) return text.replace(text.split(column, "/")[1], "20[0-9]{2}年?度?|上一?年度?|去年|本年度?|今年|当年", "") end

local function top(column) return text.split(column, "/")[1] end

-- 一个年度的各栏里可以比的：印了末级名称的取同一末级，否则取合计那一栏、不分栏的。
local function comparable(columns, part)
  local found = {}
  for _, column in ipairs(columns) do
    local nested = #text.split(column, "/") > 1
    if part and names.has(part, names.last(column)) or not part and (not nested or names.has(subtotals, names.last(column))) then found[#found + 1] = column end
  end
  return found
end

-- 各年度的栏；表里只能看出一个年度的为 nil。
local function periods(t)
  local found, years = {}, {}
  for _, column in ipairs(names.additive(t)) do
    if not is_change(column) and not text.match(column, "结转|结余") then
      local period = period_of(column)
      if not found[period] and type(period) == "number" then years[#years + 1] = period end
      found[period] = found[period] or {}
      table.insert(found[period], column)
    end
  end
  table.sort(years)
  if #years > 2 then return nil end
  local now, before = found[years[2] or "now"], found[years[1] or "before"]
  if #years == 1 then now, before = found.before and found[years[1]], found.before end
  if #years < 1 then now = now or found.plain end
  if now and before then return now, before end
end

-- 本年、上年两栏：只有一对的，或者写法相同、写在增减的栏名里的那一对；看不出的为 nil。
local function pair_of(t, change)
  local now, before = periods(t)
  if not now then return nil end
  local part = names.last(change)
  if not text.contains(change, "/") or is_change(part) or names.has(param "changes.amount_words", part) or is_rate(part) then part = nil end
  now, before = comparable(now, part), comparable(before, part)
  if #now == 1 and #before == 1 then return now[1], before[1] end
  local alike, told = {}, {}
  for _, a in ipairs(now) do
    for _, b in ipairs(before) do
      if text.same(bare(a), bare(b)) then alike[#alike + 1] = { a, b } end
      if text.contains(change, top(a)) and text.contains(change, top(b)) then told[#told + 1] = { a, b } end
    end
  end
  local chosen = #told == 1 and told[1] or #told < 1 and #alike == 1 and alike[1]
  if chosen then return chosen[1], chosen[2] end
end

-- 增减的各栏：{ amount, rate, now, before }；增减额、增减幅度各有几栏的，按栏名的上级配成一对。
local function groups(t)
  local found = {}
  for _, column in ipairs(t.columns) do
    if is_change(column) then
      local now, before = pair_of(t, column)
      local rate, group = is_rate(column), nil
      for _, one in ipairs(found) do
        if text.same(one.now, now or "") and text.same(one.before, before or "") and not one[rate and "rate" or "amount"] then group = one end
      end
      if now and not group then
        group = { now = now, before = before }
        found[#found + 1] = group
      end
      if group then group[rate and "rate" or "amount"] = column end
    end
  end
  return found
end

-- 栏里有没有负数：都印绝对值的表样不看正负。
local function signed(t, column)
  for _, row in ipairs(t:rows()) do
    if text.same(row:state(column), "figure") and row:value(column):negative() then return true end
  end
  return false
end

-- 没有印一个负号的栏里，只有一行是减少的，别的几行都是增加的：像是这一行漏印了负号，不是都印绝对值的表样。
local function is_lone_fall(t, group, column)
  local rises, falls = {}, {}
  for _, row in ipairs(t:rows()) do
    local new, old, cell = row:value(group.now), row:value(group.before), row:value(column)
    if text.same(row:state(column), "figure") and not new:missing() and not old:missing() and not cell:missing() and not cell:zero() then
      if new > old then rises[#rises + 1] = row elseif new < old then falls[#falls + 1] = row end
    end
  end
  return #falls == 1 and amount(tostring(#rises)) >= param "changes.lost_sign"
end

-- 一栏怎样看正负：有负数的为假；没有的，都印绝对值的为 "plain"，只有一行减少的为 "lone"。
local function sign_of(t, group, column)
  if not column or signed(t, column) then return false end
  return is_lone_fall(t, group, column) and "lone" or "plain"
end

-- 减少的一行印着正数：表样如此，或者漏印了负号。
local function check_unsigned(check, sign, value, expected)
  if text.same(sign, "plain") then
    check:holds(true)
    return
  end
  check:same(value, expected, { case = "sign", severity = "verify",
    message = "“{row}”的{column}填报 {left}，本年比上年减少；这一栏别的行都是增加，只有这一行减少而没有印负号，应为 {right}，请核实。" })
end

-- 一行在科目树上的位置；编码有重复的说不清。
local function node_of(tree, row)
  local code = codes.of(row)
  for _, node in ipairs(code and not tree.repeated and tree.nodes or {}) do
    if text.same(node.code, code) then return node end
  end
end

local function add(list, value)
  if value and not value:missing() then list[#list + 1] = value end
end

-- 一格按表上别的关系应有的数：那里另有疑点的，增减不再说一次。
local function others_of(t, tree, row, column)
  local found, own = identities.derived(t, row, column), row:value(column)
  if names.has(sangong.words.total, row.label) then add(found, sangong.implied(t, own)) end
  local node = node_of(tree, row)
  local beside, above = node and tree.tops or nil, #tree.totals == 1 and tree.totals[1] or nil
  if node and node.parent then beside, above = node.parent.children, node.parent.row end
  if node then add(found, codes.below(node.children, column)) end
  if beside and above and not above:value(column):missing() then add(found, above:value(column) - codes.below(beside, column) + own) end
  if names.has(param "tables.total_rows", row.label) then add(found, codes.below(tree.tops, column)) end
  return found
end

-- 本年减上年，与增减额相符的；本年、上年自己不平、换成应有的数就对得上的，用应有的数。第二个值是上年数，第三个说是不是换过。
local function gap_of(new, old, fits, news, olds)
  if fits(new - old, old) then return new - old, old, false end
  news[#news + 1], olds[#olds + 1] = new, old
  for _, now in ipairs(news) do
    for _, before in ipairs(olds) do
      if fits(now - before, before) then return now - before, before, true end
    end
  end
  return new - old, old, false
end

-- 差在填报的最后一位以内：截尾、凑数。
local function is_near(share, expected)
  local decimals = 0
  while decimals < 4 and not (share:rounded(decimals) <= share and share:rounded(decimals) >= share) do decimals = decimals + 1 end
  return (share - expected):absolute() <= amount(decimals > 0 and "0." .. string.rep("0", decimals - 1) .. "1%" or "1%")
end

-- 增减幅度的数和栏名都没有印百分号，单位要看：按哪个单位有一行算得通，就是哪个；都算不通的不审。
local function scale_of(t, group, check)
  for _, unit in ipairs { "万元", "元", "千元", "亿元" } do
    for _, row in ipairs(group.rate and t:rows() or {}) do
      local new, old = row:value(group.now), row:value(group.before)
      if text.same(row:state(group.rate), "figure") and not new:missing() and not old:missing() and not old:zero() then
        local cell, whole = row:value(group.rate), amount("100", unit)
        local share, expected = not cell:missing() and not cell:is_rate() and cell / whole, (new - old) / old
        if share and not share:zero() and (check:agrees(share, expected) or check:agrees(share, expected:absolute())) then return whole end
      end
    end
  end
end

local function share_of(group, row)
  local value = group.rate and text.same(row:state(group.rate), "figure") and row:value(group.rate)
  if not value or value:missing() then return nil end
  if value:is_rate() then return value end
  return group.scale and value / group.scale
end

local function check_rate(group, row, gap, old, unsigned, told, check)
  local share = share_of(group, row)
  if not share or old:zero() or old:negative() or not told then return end
  local expected = gap / old
  if unsigned and gap:negative() and check:agrees(share, expected:absolute()) then
    check_unsigned(check, unsigned, row:value(group.rate), row:value(group.rate):is_rate() and expected or expected * group.scale)
    return
  end
  local near = not check:agrees(share, expected) and is_near(share, expected)
  check:computed(share, expected, { at = row:value(group.rate), case = near and "near" or "rate", severity = near and "note" or nil,
    message = near and "“{row}”的{column}填报 {left}，按公式为 {right}，差在最后一位。" or "“{row}”的{column}填报 {left}，按公式应为 {right}。" })
end

local function check_row(t, tree, group, row, unsigned, check)
  local new, old = row:value(group.now), row:value(group.before)
  if new:missing() or old:missing() then return end
  local cell = group.amount and text.same(row:state(group.amount), "figure") and row:value(group.amount)
  local share = not cell and share_of(group, row)
  if not cell and not share then return end
  local function fits(gap, base)
    if cell then return check:agrees(cell, gap) or unsigned.amount and check:agrees(cell, gap:absolute()) end
    return not base:zero() and (check:agrees(share, gap / base) or unsigned.rate and check:agrees(share, (gap / base):absolute()))
  end
  local gap, base, moved = gap_of(new, old, fits, others_of(t, tree, row, group.now), others_of(t, tree, row, group.before))
  local sure = true
  if cell and moved then check:holds(true)
  elseif cell and unsigned.amount and gap:negative() and check:agrees(cell, gap:absolute()) then
    check_unsigned(check, unsigned.amount, cell, gap)
    sure = text.same(unsigned.amount, "plain")
  elseif cell then
    sure = check:same(cell, gap, { tail = "note", case = "amount", message = "“{row}”的{column}填报 {left}，本年减上年为 {right}，相差 {gap}。" })
  end
  check_rate(group, row, gap, base, unsigned.rate, sure, check)
end

-- 增减额等于本年减上年；增减幅度等于增减额除以上年。
function changes.check(t, check)
  local found = groups(t)
  if #found < 1 then return end
  local tree = codes.read(t)
  for _, group in ipairs(found) do
    group.scale = scale_of(t, group, check)
    local unsigned = { amount = sign_of(t, group, group.amount), rate = sign_of(t, group, group.rate) }
    for _, row in ipairs(t:rows()) do check_row(t, tree, group, row, unsigned, check) end
  end
end

return changes
