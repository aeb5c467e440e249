-- 总数的增减额与各项的增减额：“三公”经费，列全了两项的（基本支出分人员经费、公用经费）。

local narrative = require "narrative"

local part_changes = {}

-- 一条增减：增减额、方向都有的。
local function is_bare_change(claim)
  local told = narrative.is_up(claim) or narrative.is_down(claim) or text.match(claim.direction or "", "平") ~= nil
  return text.same(claim.kind, "change") and told and not claim.change:missing()
end

-- 金额也有的。
local function is_change(claim) return is_bare_change(claim) and not claim.amount:missing() end

-- 与同一年比、都与上年比或者都与预算比的，才能相加。
local function basis_of(claim) return (claim:printed "base_year" or "") .. (claim.budget:missing() and "" or "/预算") end
local function is_alike(one, other) return narrative.is_same(basis_of(one), basis_of(other)) end

-- 同一节，或者它下面的一节：总数在“一”，各项在“一（一）”“一（二）”。
local function is_within(entry, total)
  local section, own = entry.claim.section or "", total.claim.section or ""
  return narrative.is_same(section, own) or #own > 0 and narrative.is_same(section:sub(1, #own), own) and text.match(section:sub(#own + 1), "^[（(.]") ~= nil
end

-- 总数后面同一节里第一次说到这件事的；没有为 nil。
local function first_of(read, total, name)
  for _, entry in ipairs(read.by_fact[name] or {}) do
    local near = entry.position > total.position and is_within(entry, total)
    if near and entry.money and not entry.claim.amount:missing() then return entry end
  end
end

local function parts_of(read, total)
  local parts = {}
  local vehicles = first_of(read, total, "公务用车费") and { "公务用车费" } or { "公务用车购置费", "公务用车运行费" }
  for _, name in ipairs { "因公出国费", "公务接待费", table.unpack(vehicles) } do parts[#parts + 1] = first_of(read, total, name) end
  return parts
end

-- 增加为正，减少为负；up、down 是两边的增减额。
local function signed(claims)
  local ups, downs = { amount "0" }, { amount "0" }
  for _, claim in ipairs(claims) do
    if narrative.is_up(claim) then ups[#ups + 1] = claim.change elseif narrative.is_down(claim) then downs[#downs + 1] = claim.change end
  end
  return ups, downs
end

local function is_named(entry, list)
  for _, name in ipairs(entry.fact and list or {}) do
    if text.same(entry.fact.name, name) then return true end
  end
  return false
end

-- 紧接着总数说的各项，正好是列着的那几项，次序不论；不是的为 nil。
local function parts_behind(read, total, list)
  local parts, seen = {}, {}
  for offset = 1, #list do
    local entry = read.entries[total.position + offset]
    local near = entry and is_named(entry, list) and not seen[entry.fact.name] and narrative.is_same(entry.claim.section or "", total.claim.section or "")
    if not near or not is_bare_change(entry.claim) or not is_alike(entry.claim, total.claim) then return nil end
    parts[#parts + 1], seen[entry.fact.name] = entry.claim, true
  end
  return parts
end

-- 各项的金额加起来等于总数；"blank" 是有的没有说金额。
local function add_up(check, total, parts)
  local amounts = {}
  for index, part in ipairs(parts) do
    if part.amount:missing() then return "blank" end
    amounts[index] = part.amount
  end
  if total.amount:missing() then return "blank" end
  return narrative.agrees(check, total.amount, sum(amounts)) and "whole" or "other"
end

-- 只有这两项的（人员经费、公用经费）不用说金额；还可能有别的项的（经营支出），金额加起来是总数才审。
local function known_groups(read, check, groups)
  for _, item in ipairs(param "narrative.change_parts") do
    for _, total in ipairs(read.entries) do
      local parts = is_named(total, item[1]) and is_bare_change(total.claim) and parts_behind(read, total, item[2])
      local fit = parts and add_up(check, total.claim, parts)
      if fit and (text.same(fit, "whole") or text.same(fit, "blank") and text.same(item[3], "only")) then
        local ups, downs = signed(parts)
        groups[#groups + 1] = { total = total.claim, ups = sum(ups), downs = sum(downs) }
      end
    end
  end
end

-- { total, ups, downs }：各项的金额加起来等于总数、每一项都说了增减的。
function part_changes.groups(read, check)
  local groups = {}
  for _, total in ipairs(read.by_fact["三公经费"] or {}) do
    local parts = is_change(total.claim) and parts_of(read, total) or {}
    local amounts, claims, whole = {}, {}, #parts > 1
    for _, part in ipairs(parts) do
      amounts[#amounts + 1], claims[#claims + 1] = part.claim.amount, part.claim
      whole = whole and is_change(part.claim) and is_alike(part.claim, total.claim)
    end
    if whole and narrative.agrees(check, total.claim.amount, sum(amounts)) then
      local ups, downs = signed(claims)
      groups[#groups + 1] = { total = total.claim, ups = sum(ups), downs = sum(downs) }
    end
  end
  known_groups(read, check, groups)
  return groups
end

return part_changes
