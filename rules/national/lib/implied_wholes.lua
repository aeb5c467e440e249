-- 没有印“占什么”的占比：紧跟着一个总数、各项金额加起来正好是它的，占的就是它。

local narrative = require "narrative"
local percents = require "percents"

local implied = {}

local function is_share(entry) return text.same(entry.claim.kind, "share") end

local function has_amount(entry) return entry and entry.money and not entry.claim.amount:missing() end

local function in_section(read, position, section)
  local entry = read.entries[position]
  return entry and narrative.is_same(entry.claim.section or "", section)
end

-- 这一个总数之后没有印基数的各项占比；同一项接着说的增减不算一项。
local function shares_after(read, position)
  local found, section = {}, read.entries[position].claim.section or ""
  local next = position + 1
  while in_section(read, next, section) do
    local entry, last = read.entries[next], found[#found]
    local again = last and narrative.is_same(narrative.plain(entry.claim.subject), narrative.plain(last.claim.subject))
    if not again then
      if not is_share(entry) or not has_amount(entry) or entry.whole or entry.claim.percent:missing() then break end
      found[#found + 1] = entry
    end
    next = next + 1
  end
  return found
end

-- 从头几项加起来正好等于总数的那几项；没有的为空。
local function adding_up(check, whole, shares)
  local amounts = {}
  for index, entry in ipairs(shares) do
    amounts[index] = entry.claim.amount
    if index > 1 and narrative.agrees(check, whole, sum(amounts)) then return { table.unpack(shares, 1, index) } end
  end
  return {}
end

local function verdict(check, entry, whole) return (percents.verdict(check, entry.claim, percents.ratios({ entry.claim.amount }, { whole }))) end

-- 按哪个别的总数算得通：文字里说的别的金额；没有的为 nil。
function implied.other(check, read, entry)
  for _, other in ipairs(read.entries) do
    local larger = has_amount(other) and not is_share(other) and other.claim.subject and other.claim.amount > entry.claim.amount
    if larger and text.same(verdict(check, entry, other.claim.amount), "fits") then return other.claim end
  end
end

-- { whole 总数那一条, shares, odd 算不通的各条 }：至少有一项按这个总数算得通，才看得出占的是它。
function implied.groups(check, read)
  local groups = {}
  for position, entry in ipairs(read.entries) do
    local after = entry.money and not is_share(entry) and shares_after(read, position) or {}
    local shares = #after > 1 and has_amount(entry) and adding_up(check, entry.claim.amount, after) or {}
    local odd, fits = {}, false
    for _, share in ipairs(shares) do
      local told = verdict(check, share, entry.claim.amount)
      fits = fits or text.same(told, "fits")
      if text.same(told, "off") then odd[#odd + 1] = share end
    end
    if fits then groups[#groups + 1] = { whole = entry.claim, shares = shares, odd = odd } end
  end
  return groups
end

return implied
