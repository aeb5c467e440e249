-- 文字里说的平均数：每人、每批、每团、每辆多少，是哪笔钱除以哪个数量。

local counts = require "sheet_counts"
local narrative = require "narrative"
local percents = require "percents"

local averages = {}

local function is_vague(claim) return text.contains(claim:printed "amount" or "", param "narrative.vague_counts") end

local function is_near(one, other) return narrative.is_same(one.section or "", other.section or "") end

-- 参数里符合的第一项。
local function first_of(list, words, field)
  for _, item in ipairs(list) do
    if text.match(words, item[field]) then return item end
  end
end

-- 事项是一个平均数：{ 写法, 数量的单位 }；名称里还有别的事（人均公用经费）的为 nil。
local function divisor_of(claim)
  local plain = narrative.plain(claim.subject)
  local item = first_of(param "narrative.averages", plain, 1)
  return item and text.match(text.replace(plain, item[1], ""), param "narrative.average_rest") and item or nil
end

-- 说的是哪一件事（接待、出国、用车）：自己写明的，没有写的看同一节里前面最近的一条。
local function thing_of(read, position)
  local things, own = param "narrative.average_things", read.entries[position].claim
  for index = position, 1, -1 do
    local claim = read.entries[index].claim
    if not is_near(claim, own) then return nil end
    local thing = first_of(things, narrative.plain(claim.subject), 1)
    if thing then return thing end
  end
end

-- 同一节里这件事的数量，连同它们之和、两个的平均（年初、年末的保有量）；近的在前。有一个不是确数的为 nil。
local function divisors(read, position, units, thing)
  local found, all, own = {}, {}, read.entries[position].claim
  for index = #read.entries, 1, -1 do
    local claim = read.entries[index].claim
    local is_count = is_near(claim, own) and text.same(claim.kind, "count") and claim.unit and text.match(text.fold(claim.unit), units)
    if is_count and text.match(narrative.plain(claim.subject), thing[1]) then
      if is_vague(claim) or claim.amount:missing() then return nil end
      local one = { value = counts.number(claim.amount), unit = claim.unit }
      all[#all + 1] = one.value
      if index < position and not found.near then found.near = one end
      found[#found + 1] = one
    end
  end
  if #all > 1 then found[#found + 1] = { value = sum(all) } end
  if #all == 2 then found[#found + 1] = { value = sum(all) / amount "2" } end
  return found.near and found
end

-- 给人看的金额，连同它的单位：先看文字，同一节的在先，再看报表；没有的为 nil。
local function shown_of(read, own, fact)
  local first
  for _, entry in ipairs(narrative.amounts_of(read, fact)) do
    if not first or is_near(entry.claim, own) and not is_near(first, own) then first = entry.claim end
  end
  if first then return { value = first.amount, unit = first.unit } end
  local cell = narrative.cells(read.document, fact)[1]
  return cell and { value = cell.value, unit = read.document.money_unit }
end

-- 可能是被除数的金额：这件事在文字和报表里的数，同一节里说的别的金额；第一个值给人看。
local function wholes(read, entry, thing)
  local fact = narrative.fact(thing[2])
  local found, shown = narrative.values_of(read, fact), shown_of(read, entry.claim, fact)
  for _, claim in ipairs(narrative.money_beside(read, entry)) do
    if not divisor_of(claim) then found[#found + 1] = claim.amount end
  end
  return shown, found
end

-- 填报数带最后一位的半个单位；截尾的、进一的也算对。
local function fits(check, told, quotients)
  for _, quotient in ipairs(quotients) do
    if not quotient:is_rate() and check:agrees(told, quotient) then return true end
  end
  return false
end

-- 最后一位的一个单位：2.97 是 0.01。
local function last_digit(claim)
  local decimals = text.match(claim:printed "amount", "[.．]([0-9]+)")
  return amount(decimals and "0." .. string.rep("0", text.length(decimals[1]) - 1) .. "1" or "1", claim.unit)
end

local function is_close(claim, quotients)
  local digit = last_digit(claim)
  for _, quotient in ipairs(quotients) do
    if (claim.amount - quotient):absolute() <= digit then return true end
  end
  return false
end

-- 每个平均数：{ claim, name, whole, count, expected, agreed }；whole、count 是 { value, unit }。
function averages.found(read, check)
  local list = {}
  for position, entry in ipairs(read.entries) do
    local claim = entry.claim
    local item = entry.money and text.same(claim.kind, "amount") and divisor_of(claim)
    item = item and not is_vague(claim) and not claim.amount:missing() and item
    local thing = item and thing_of(read, position)
    local by = thing and divisors(read, position, item[2], thing)
    local shown, found = nil, nil
    if by then shown, found = wholes(read, entry, thing) end
    if shown and not shown.value:zero() and not by.near.value:zero() then
      local numbers = {}
      for index, one in ipairs(by) do numbers[index] = one.value end
      local quotients = percents.ratios(found, numbers)
      list[#list + 1] = { claim = claim, name = thing[2], whole = shown, count = by.near, expected = shown.value / by.near.value,
        agreed = fits(check, claim.amount, quotients) or is_close(claim, quotients) }
    end
  end
  return list
end

return averages
