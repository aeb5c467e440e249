-- “三公”经费表：几种表样都读成一组一组的数（预算数、决算数、上年数……），每组有合计和各项。

local codes = require "codes"
local names = require "names"

local words = {
  total     = { "合计", "“三公”经费合计", "三公经费合计", "“三公”经费支出合计", "支出合计", "“三公”经费支出", "“三公”经费", "三公经费", "总计",
                "“三公”经费预算合计", "“三公”经费决算合计", "“三公”经费支出预算合计" },
  abroad    = { "因公出国（境）费", "因公出国（境）费用", "因公出国（境）", "因公出国（境）经费", "因公出国（境）支出", "出国经费" },
  vehicles  = { "公务用车购置及运行维护费", "公务用车购置及运行费", "公务车购置及运行维护费", "公务车购置及运行费", "公务用车购置和运行维护费", "公务用车购置及运行", "公务用车费",
                "公务用车购置和运行费", "公务用车购置及运行维护费小计", "公务用车购置及运行费小计", "公务用车购置及运行维护支出",
                "公务用车购置和运行维护支出", "公务用车购置和维护经费" },
  purchase  = { "公务用车购置费", "公务用车购置", "公务车购置费", "公务用车购置支出", "公务用车购置费用", "公车购置" },
  running   = { "公务用车运行维护费", "公务用车运行费", "公务车运行维护费", "公务车运行费", "公务用车运行维护支出", "公务用车运行维护", "公车运行维护" },
  reception = { "公务接待费", "公务接待", "公务接待费用", "公务接待支出", "公务接待费支出" },
  others    = { "会议费", "培训费" },
}

-- 写明只是“三公”经费的合计：会议费、培训费不在里面。
local own_total = { "“三公”经费合计", "三公经费合计", "“三公”经费支出合计", "“三公”经费预算合计", "“三公”经费决算合计", "“三公”经费支出预算合计" }

local sangong = { words = words }

-- 一行一项：每一栏是一组。
local function by_rows(t)
  local sets = {}
  if not t:has_row(words.reception) and not t:has_row(words.abroad) then return sets end
  for _, column in ipairs(names.additive(t)) do
    local set = { name = column, own = t:has_row(own_total) and "合计" or nil }
    for item, list in pairs(words) do
      if t:has_row(list) then set[item] = t:row(list):value(column) end
    end
    sets[#sets + 1] = set
  end
  return sets
end

-- 栏名里“因公出国”之前的部分：一张表里每个是一组。
local function heads(t)
  local result = {}
  for _, column in ipairs(t.columns) do
    if names.of_column(words.abroad, column) then
      local last = names.last(column)
      local head = column:sub(1, #column - #last)
      result[#result + 1] = { head = head, column = column }
    end
  end
  return result
end

local function under(head, list, ending)
  local result = {}
  for _, one in ipairs(list) do result[#result + 1] = head .. one .. (ending or "") end
  return result
end

local function cell(row, t, list) return t:has_column(list) and row:value(list) or nil end

-- 有的各格之和。
local function added_cells(cells)
  local found = {}
  for _, one in ipairs(cells) do
    if one then found[#found + 1] = one end
  end
  return sum(found)
end

-- 栏里的一组：合计、各项，用车一项下面还有小计。
local function set_of(row, t, head)
  local set = { name = row.label and #row.label > 0 and row.label or head }
  for item, list in pairs(words) do set[item] = cell(row, t, under(head, list)) end
  set.own = t:has_column(under(head, own_total)) and "合计" or nil
  set.total = set.total or #head > 0 and cell(row, t, { head .. "小计" }) or nil
  for _, vehicles in ipairs(under(head, words.vehicles)) do
    set.vehicles = set.vehicles or cell(row, t, { vehicles .. "/小计", vehicles .. "/合计" })
    set.purchase = set.purchase or cell(row, t, under(vehicles .. "/", words.purchase))
    set.running = set.running or cell(row, t, under(vehicles .. "/", words.running))
  end
  -- 会议费、培训费也在合计里的，“三公”经费是小计。
  if #head < 1 and t:has_column(words.others) and names.has(t.columns, "小计") then
    set.total, set.grand = cell(row, t, { "小计" }), names.has(t.columns, "合计") and cell(row, t, { "合计" }) or nil
    set.meetings = added_cells { cell(row, t, { "会议费" }) or false, cell(row, t, { "培训费" }) or false }
  end
  return set
end

-- “增减率”一行、“占比”一栏印的不是金额，不成一组。
local function is_of_rates(set)
  for _, value in pairs(set) do
    if type(value) ~= "string" and not value:missing() and value:is_rate() then return true end
  end
  return false
end

local function of_money(sets)
  local found = {}
  for _, set in ipairs(sets) do
    if not is_of_rates(set) then found[#found + 1] = set end
  end
  return found
end

function sangong.sets(t)
  local found = heads(t)
  if #found < 1 then return of_money(by_rows(t)) end
  local sets = {}
  for _, row in ipairs(t:rows()) do
    for _, one in ipairs(found) do sets[#sets + 1] = set_of(row, t, one.head) end
  end
  return of_money(sets)
end

local function filled(value) return value and not value:missing() or false end

-- 这张表的各栏印出的次序。
local printed_order = { "total", "abroad", "vehicles", "purchase", "running", "reception" }

-- 一栏是哪一项；不是这一组的为 nil。
local function item_of(column, head)
  if #head > 0 and not text.same(column:sub(1, #head), head) then return nil end
  local rest = column:sub(#head + 1)
  for _, vehicles in ipairs(words.vehicles) do
    if names.has({ vehicles .. "/小计", vehicles .. "/合计", vehicles }, rest) then return "vehicles" end
  end
  for _, item in ipairs { "total", "abroad", "reception", "purchase", "running" } do
    if names.has(words[item], rest) or text.contains(rest, "/") and names.has(words[item], names.last(rest)) then return item end
  end
end

-- 公务用车的两个组成部分之和；没有印、都空白的为 nil。
local function vehicle_parts(set)
  local parts = {}
  for _, item in ipairs { "purchase", "running" } do parts[#parts + 1] = set[item] end
  local added = sum(parts)
  return not added:missing() and added or nil
end

-- 决算、预算的一组；没有的为 nil。
local function find(t, kind)
  for _, set in ipairs(sangong.sets(t)) do
    if text.contains(set.name or "", param(kind)) and not text.contains(set.name, "上年") then return set end
  end
end

-- 本年的一组：决算表的决算数，预算表的预算数；没有的为 nil。
-- 栏名带年度的（2022年预算数、2023年预算数），取本年度的。
function sangong.current(t, document)
  if sangong.misread(t) then return nil end
  local kind = text.same(document.kind, "budget") and "sangong.budget_words" or "sangong.spent_words"
  for _, set in ipairs(document.year and sangong.sets(t) or {}) do
    if text.contains(set.name or "", document.year .. "年") and text.contains(set.name, param(kind)) then return set end
  end
  return find(t, kind)
end

-- 各分项之和：用车一项空白的，用它的两个组成部分。
local function added(set, vehicles)
  local parts = {}
  for _, value in ipairs { set.abroad or false, vehicles or false, set.reception or false } do
    if value then parts[#parts + 1] = value end
  end
  return sum(parts)
end

-- 合计、用车小计都平，差两分以内。
local function adds_up(set)
  local parts = vehicle_parts(set)
  local vehicles = filled(set.vehicles) and set.vehicles or parts
  local all, slack = added(set, vehicles), amount("0.02", "万元")
  if all:missing() or (set.total - all):absolute() > slack then return false end
  return not (filled(set.vehicles) and parts) or (set.vehicles - parts):absolute() <= slack
end

-- 一组的各栏按读出的次序，和各是哪一项；不是六项都有、次序就是印出的次序的为 nil。
local function disordered(t, head)
  local columns, items = {}, {}
  for _, column in ipairs(t.columns) do
    local item = item_of(column, head)
    if item then columns[#columns + 1], items[#items + 1] = column, item end
  end
  local usual = text.same(table.concat(items, " "), table.concat(printed_order, " "))
  return #columns == #printed_order and not usual and columns or nil
end

-- 表头没有读对：按读出的栏名不平，各数按这张表通常的次序看却都平。
function sangong.misread(t)
  local odd = {}
  for _, one in ipairs(heads(t)) do
    for _, row in ipairs(t:rows()) do
      local named = not row:doubtful() and set_of(row, t, one.head)
      local counted = named and filled(named.total) and not named.total:zero()
      if counted and adds_up(named) then return false end   -- 多数表到这里就知道了
      if counted then odd[#odd + 1] = { row = row, head = one.head } end
    end
  end
  for _, one in ipairs(odd) do
    local columns, placed = disordered(t, one.head), {}
    for position, item in ipairs(columns and printed_order or {}) do placed[item] = one.row:value(columns[position]) end
    if placed.total and filled(placed.total) and adds_up(placed) then return true end
  end
  return false
end

-- 合计、用车小计一格按各分项应有的数；不是这两格、没有分项的为 nil。合计自己不平的，由合计的规则说，别处不再说一次。
function sangong.implied(t, value)
  for _, set in ipairs(sangong.sets(t)) do
    if filled(set.total) and value >= set.total and value <= set.total then
      local all = added(set, filled(set.vehicles) and set.vehicles or vehicle_parts(set))
      if not all:missing() then return all end
    end
    local parts = filled(set.vehicles) and vehicle_parts(set)
    if parts and value >= set.vehicles and value <= set.vehicles then return parts end
  end
end

local function agrees(check, whole, other) return not other:missing() and check:agrees(whole, other) end

-- 合计、用车小计自己都平的一组：别的规则才好和它比。
local function sound(set, check)
  local parts = vehicle_parts(set)
  local vehicles = filled(set.vehicles) and set.vehicles or parts or nil
  if filled(set.vehicles) and parts and not check:agrees(set.vehicles, parts) then return false end
  local all = added(set, vehicles)
  return not filled(set.total) or all:missing() or check:agrees(set.total, all)
end

sangong.sound = sound

-- 会议费、培训费也在合计里的：合计等于“三公”经费小计加会议费、培训费。
local function check_grand(set, check)
  if not set.grand or not filled(set.grand) or not filled(set.total) or set.meetings:missing() then return end
  check:same(set.grand, set.total + set.meetings, { tail = "note", case = "grand",
    message = "{row}的{column}填报 {left}，“三公”经费小计与会议费、培训费之和为 {right}，相差 {gap}。" })
end

-- 没有栏名的一栏里的数：表头的栏名比数少，各数在哪一栏不能确定。
local function unnamed(t)
  for _, column in ipairs(t.columns) do
    for _, row in ipairs(text.match(column, "^[0-9]+$") and t:rows() or {}) do
      if not row:value { column }:missing() then return row:value { column } end
    end
  end
end

-- 合计等于各分项之和。用车小计自己不平、换成两个组成部分就平的，错在小计。
function sangong.total_run()
  return function(t, check)
    local odd, first = unnamed(t), t:rows()[1]
    if first and sangong.misread(t) then
      check:cannot { case = "misread", row = first.label, column = "合计", message = "各数按栏名不平，按“三公”经费表通常的次序看都平，像是表头没有读对，请核对原件。" }
      return
    end
    if odd then check:cannot { at = odd, case = "unnamed", message = "有一个数没有栏名（{column}），各数在哪一栏不能确定，请核对表头。" } end
    for _, set in ipairs(odd and {} or sangong.sets(t)) do
      local parts = vehicle_parts(set)
      local vehicles = filled(set.vehicles) and set.vehicles or parts or nil
      local whole, all = set.total, added(set, vehicles)
      if set.reception and filled(whole) and not all:missing() and not whole:is_rate() then
        local more = set.others and filled(set.others) and all + set.others or all
        local off = not check:agrees(whole, all)
        if off and set.own and not more:zero() and agrees(check, whole, more) then
          check:same(whole, all, { case = "meetings", severity = "warning", message = "{column}填报 {left}，各分项之和为 {right}，相差 {gap}，正好是会议费：“三公”经费不包括会议费、培训费。" })
        elseif off and (parts and agrees(check, whole, added(set, parts)) or agrees(check, whole, more)) then
          check:holds(true)
        else
          check:same(whole, all, { tail = "note", message = "“三公”经费合计的{column}填报 {left}，各分项之和为 {right}，相差 {gap}。" })
        end
      end
      check_grand(set, check)
    end
  end
end

-- 用车小计等于购置费与运行维护费之和；合计要靠小计才平的，是组成部分的错，同样报在这里。
function sangong.vehicles_run()
  return function(t, check)
    for _, set in ipairs(sangong.misread(t) and {} or sangong.sets(t)) do
      local parts = vehicle_parts(set)
      if set.vehicles and parts and set.purchase and set.running then
        if not filled(set.vehicles) then
          if not parts:zero() then
            check:cannot { at = set.vehicles, case = "blank", message = "公务用车购置及运行费的{column}空白，购置费与运行维护费之和为 {added}。", values = { added = parts } }
          end
        elseif not set.vehicles:is_rate() then
          check:same(set.vehicles, parts, { tail = "note", message = "公务用车购置及运行费的{column}填报 {left}，购置费与运行维护费之和为 {right}，相差 {gap}。" })
        end
      end
    end
  end
end

-- 换成基本支出里的数合计就平了：错在这一项，由合计的规则说。
local function mended(set, item, least, check)
  local other = {}
  for key, value in pairs(set) do other[key] = value end
  other[item] = least
  if not text.same(item, "purchase") and not text.same(item, "running") then return sound(other, check) end
  other.vehicles = vehicle_parts(other)
  return sound(other, check)
end

-- 上级科目等于下级之和的，下级的数才靠得住。
local function steady(parent, column, check)
  local below = parent and codes.below(parent.children, column)
  return not parent or parent.row:value(column):missing() or below:missing() or check:agrees(parent.row:value(column), below)
end

-- 本年的数不小于基本支出里的同一项；没有填数的不比，合计不平而错可能就在这一项的不比。
function sangong.economic_run(other)
  return function(t, check, document)
    local set = document:has_table(other) and sangong.current(t, document)
    if not set then return end
    local whole = sound(set, check)
    local basic = codes.read(document:table(other))
    local column = names.additive(document:table(other))[1]
    for _, pair in ipairs(param "sangong.economic_codes") do
      local value = set[pair[1]]
      for _, node in ipairs(filled(value) and basic.nodes or {}) do
        local least = text.same(node.code, pair[2]) and node.row:value(column)
        local sure = least and not least:missing() and steady(node.parent, column, check)
        if sure and (whole or not mended(set, pair[1], least, check)) then
          check:at_least(value, least, { message = "“三公”经费{row}的{column}为 {left}，小于基本支出里同一项的 {right}，少 {gap}。" })
        end
      end
    end
  end
end

-- 决算数大于预算数的：先看各项，各项都不大于而合计大于的说合计。
function sangong.over_run()
  return function(t, check)
    local spent, budget = find(t, "sangong.spent_words"), find(t, "sangong.budget_words")
    if not spent or not budget or not sound(spent, check) or not sound(budget, check) then return end
    local fine = true
    for _, item in ipairs { "abroad", "purchase", "running", "reception", "total" } do
      if filled(spent[item]) and filled(budget[item]) and (fine or not text.same(item, "total")) then
        fine = check:at_most(spent[item], budget[item], { message = "“三公”经费{row}的{column}为 {left}，大于预算数 {right}，多 {gap}。" }) and fine
      end
    end
  end
end

return sangong
