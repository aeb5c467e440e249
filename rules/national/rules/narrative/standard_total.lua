local counts = require "sheet_counts"
local narrative = require "narrative"

local function is_near(one, other) return narrative.is_same(one.section or "", other.section or "") end

local function is_vague(claim) return text.contains(claim:printed "amount" or "", param "narrative.vague_counts") end

-- “按人均 3000 元的标准”：数量用什么单位；不是这样说的为 nil。
local function units_of(read, position)
  local entry, after = read.entries[position], read.entries[position + 1]
  local claim, subject = entry.claim, narrative.plain(entry.claim.subject)
  if not entry.money or not text.same(claim.kind, "amount") or claim.amount:missing() or is_vague(claim) then return nil end
  local follows = after and text.match(narrative.plain(after.claim.subject), "^的?标准")
  for _, item in ipairs((follows or text.match(subject, "^按|标准")) and param "narrative.standards" or {}) do
    if text.match(subject, item[1]) then return item[2] end
  end
end

-- 一个确数的数量：{ number, claim }；“15.66 万亩”是 156600。
local function quantity(claim, units)
  if claim.amount:missing() or is_vague(claim) then return nil end
  local unit = text.fold(claim.unit or "")
  local many = text.match(unit, "^万(.+)$")
  if not text.match(many and many[1] or unit, units) then return nil end
  return { number = counts.number(claim.amount) * amount(many and "10000" or "1"), claim = claim }
end

-- 标准后面的金额，和它们之间的一个数量；之间没有的，是标准前面紧挨着的一个。
local function told(read, position, units)
  local own, count, whole = read.entries[position].claim, nil, nil
  for after = position + 1, #read.entries do
    local entry = read.entries[after]
    if not is_near(own, entry.claim) then return nil end
    local one = quantity(entry.claim, units)
    if one and count then return nil end
    count = count or one
    if entry.money and not entry.claim.amount:missing() then whole = entry.claim break end
    if not one then return nil end
  end
  if whole and (whole.of or text.match(narrative.plain(whole.subject), param "narrative.partial_payments")) then return nil end
  local before = read.entries[position - 1]
  count = count or before and is_near(own, before.claim) and quantity(before.claim, units) or nil
  return whole and count and not is_vague(whole) and { whole = whole, count = count }
end

-- 乘得出；还乘了几天、几个月、几次的，是几倍。
local function follows(check, whole, product)
  local slack = param "narrative.standard_slack"
  if product:zero() or check:agrees(whole, product) then return true end
  local times = (whole / product):rounded(0)
  return times <= param "narrative.standard_times" and (whole - product * times):absolute() <= product * slack
end

rule {
  id     = "national.narrative.standard_total",
  title  = "按标准和数量说的金额应等于标准乘以数量",
  basis  = "公开文本文字说明的通行写法：按人均 3000 元的标准培训 420 人，支出 126 万元（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  note   = "一句话里标准、数量、金额挨着说的才算；金额正好是几倍的，还乘了天数、次数，不算；大致相等的不算",
  remedy = "请核对标准、数量和金额的数字、单位；只是其中一部分的请写明。",

  run = function(document, check)
    local read = narrative.read(document)
    for position, entry in ipairs(read.entries) do
      local units = units_of(read, position)
      local one = units and told(read, position, units)
      if one then
        local standard, whole, count = entry.claim, one.whole, one.count
        local product = standard.amount * count.number
        local meant = amount("1", whole.unit) * (product / amount("1", whole.unit))   -- 用金额的单位说
        check:holds(follows(check, whole.amount, product), { at = whole.amount, expected = meant,
          values = { told = whole.amount, own = whole.unit, standard = standard.amount, per = standard.unit, count = count.claim.amount, unit = count.claim.unit, product = meant },
          message = "{row}填报 {told} {own}，标准 {standard} {per}乘以 {count} {unit}是 {product}，请核实。" })
      end
    end
  end,
}
