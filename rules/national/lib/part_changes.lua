-- “三公”经费的增减：总数的增减额与各项的增减额。

local narrative = require "narrative"

local part_changes = {}

-- 一条增减：金额、增减额、方向都有的。
local function is_change(claim)
  local told = narrative.is_up(claim) or narrative.is_down(claim) or text.match(claim.direction or "", "平") ~= nil
  return text.same(claim.kind, "change") and told and not claim.amount:missing() and not claim.change:missing()
end

-- 与同一年比、都与上年比或者都与预算比的，才能相加。
local function basis_of(claim) return (claim:printed "base_year" or "") .. (claim.budget:missing() and "" or "/预算") end
local function is_alike(one, other) return narrative.is_same(basis_of(one), basis_of(other)) end

-- 总数后面同一节里第一次说到这件事的；没有为 nil。
local function first_of(read, total, name)
  for _, entry in ipairs(read.by_fact[name] or {}) do
    local near = entry.position > total.position and narrative.is_same(entry.claim.section or "", total.claim.section or "")
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
  return groups
end

return part_changes
