-- 文字说明里同一件事的几个数：与其余的不同、百分比又算不通的那一个是错的。

local narrative = require "narrative"
local percents = require "percents"

local repeated = {}

-- 这件事的各条说明里，百分比按这个数算得通的有几条。
local function backing(check, read, entries, value)
  local count = 0
  for _, entry in ipairs(entries) do
    if text.same(percents.verdict(check, entry.claim, narrative.formulas(read, entry, { value })), "fits") then count = count + 1 end
  end
  return count
end

-- 只说了一个金额的，可能是另一个年度、另一个口径的：只请核实。
local function is_plain(claim) return text.same(claim.kind, "amount") end

local function differs(check, one, other) return not (one <= other and one >= other) and not narrative.agrees(check, one, other) end

local function pair_of(check, read, entries, first, second)
  local a, b = first.claim.amount, second.claim.amount
  if a <= b and a >= b then return nil end
  if not differs(check, a, b) then return { odd = second.claim, usual = first.claim, severity = "note" } end
  local for_a, for_b = backing(check, read, entries, a), backing(check, read, entries, b)
  local severity = (for_a > for_b or for_b > for_a) and not is_plain(first.claim) and not is_plain(second.claim) and "warning" or "verify"
  if for_b > for_a then first, second = second, first end
  return { odd = second.claim, usual = first.claim, severity = severity }
end

-- { odd, usual, severity }：每件事每个不同的数一条。
function repeated.pairs_of(document, check)
  local read, found, told = narrative.read(document), {}, {}
  for _, entry in ipairs(read.entries) do
    local fact = entry.fact
    if fact and fact.single and not told[fact.name] then
      told[fact.name] = true
      local entries, seen = {}, {}
      for _, other in ipairs(narrative.amounts_of(read, fact)) do
        if not narrative.is_base(check, other.claim) then entries[#entries + 1] = other end
      end
      local known = #narrative.cells(document, fact) > 0
      for index = 2, known and 0 or #entries do
        local pair = pair_of(check, read, entries, entries[1], entries[index])
        local mark = entries[index].claim:printed "amount"
        if not pair then check:holds(true) end
        if pair and not seen[mark] then found[#found + 1], seen[mark] = pair, true end
      end
    end
  end
  return found
end

return repeated
