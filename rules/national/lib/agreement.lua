-- 表间的数：一个数印在哪张表的哪一行哪一栏，它按本表的关系还可以是多少；两处应相等，或者一处不大于另一处。

local codes = require "codes"
local identities = require "identities"
local names = require "names"
local sided = require "sided"
local slips = require "unit_slips"

local agreement = {}

-- 在哪里：合计行用 row = "合计"；两侧的表写 side；after、before 是这一行在哪一行之后、之前；
-- of 是它上面那个合计行，parts 是它下面的各组成行，grand 是总计的组成：用来看错在哪一处。
local function add(list, value)
  if not value:missing() then list[#list + 1] = value end
end

local function in_coded(t, spec, column)
  local tree = codes.read(t)
  if text.same(spec.row, "合计") then
    local row = tree.totals[1]
    if not row or #tree.totals > 1 then return nil end
    local others = identities.derived(t, row, column)
    add(others, codes.below(tree.tops, column))
    add(others, codes.leaves(tree.tops, column))
    return row:value(column), others, row
  end
  for _, node in ipairs(tree.nodes) do
    if text.same(node.code, spec.row) then
      local others = identities.derived(t, node.row, column)
      add(others, codes.below(node.children, column))
      return codes.value(node, column), others, node.row
    end
  end
end

-- 两侧的表里一行：本年合计还可以是上面各行之和，上面的一行还可以是本年合计减去其余各行。
local function in_sided(t, spec, column)
  local rows = sided.rows(t, spec.side)
  if not rows then return nil end
  local first, last = 1, #rows
  if spec.after then
    local _, position = sided.find(rows, spec.after)
    if not position then return nil end
    first = position + 1
  elseif spec.before then
    local _, position = sided.find(rows, spec.before)
    last = position and position - 1 or last
  end
  local row, position = sided.find(rows, spec.row, first, last)
  if not row then return nil end
  local value, others = row:value(column), identities.derived(t, row, column)
  local above = names.has(param "tables.total_rows", row.label) and sided.sum(sided.members(rows, position), column) or nil
  if above then add(others, above) end
  if spec.of then
    local total, at = sided.find(rows, spec.of)
    local all = total and sided.sum(sided.members(rows, at), column)
    if total and not total:value(column):missing() and not all:missing() and not value:missing() then add(others, total:value(column) - (all - value)) end
  end
  if spec.grand then add(others, sided.sum(sided.parts(rows, spec.grand.parts, 1, position - 1, spec.grand.aside), column)) end
  if spec.parts then add(others, sided.sum(sided.parts(rows, spec.parts, position + 1, #rows), column)) end
  return value, others, row
end

-- { value, others, place, row }；表里没有这一栏、这一行的为 nil。
function agreement.fact(t, spec)
  local column
  for _, one in ipairs(names.list(spec.column)) do
    if not column and t:has_column(one) then column = one end
  end
  if not column then return nil end
  local value, others, row
  if spec.side then value, others, row = in_sided(t, spec, column) else value, others, row = in_coded(t, spec, column) end
  if not value then return nil end
  return { value = value, others = others, row = row, place = spec.name or (t.name .. "“" .. text.label(row.label or "") .. "·" .. names.short(column) .. "”") }
end

-- 一边按本表的关系改过来就相等的：本表那里另有疑点。
local function explained(left, right, check)
  for _, a in ipairs(left.others) do
    if check:agrees(a, right.value) then return true end
    for _, b in ipairs(right.others) do
      if check:agrees(a, b) then return true end
    end
  end
  for _, b in ipairs(right.others) do
    if check:agrees(left.value, b) then return true end
  end
  return false
end

-- 一边没有填数、另一边是零或也没有填数的，不用比；另一边有数的，说明缺哪一格。
local function comparable(left, right, check)
  local blank, filled = left, right
  if right.value:missing() then blank, filled = right, left end
  if not blank.value:missing() then return true end
  if not filled.value:missing() and not filled.value:zero() then
    check:cannot { at = blank.value, case = "blank", message = "{blank}没有填数，{filled}为 {value}。",
      values = { blank = blank.place, filled = filled.place, value = filled.value } }
  end
  return false
end

-- 两处应相等。
function agreement.same(left, right, check)
  if not left or not right or not comparable(left, right, check) then return end
  -- 正好相差一万倍的是单位写错：由 national.tables.unit 说一次。
  if not check:agrees(left.value, right.value) and (slips.between(left.value, right.value) or explained(left, right, check)) then check:holds(true)
  else
    check:same(left.value, right.value, { tail = "note", message = "{here}为 {left}，{there}为 {right}，相差 {gap}。",
      values = { here = left.place, there = right.place } })
  end
end

-- 左边不应大于右边。
function agreement.within(left, right, check)
  if not left or not right or left.value:missing() then return end
  if not comparable(left, right, check) then return end
  if left.value > right.value and (slips.between(left.value, right.value) or not check:agrees(left.value, right.value) and explained(left, right, check)) then check:holds(true)
  else
    check:at_most(left.value, right.value, { message = "{here}为 {left}，大于{there}的 {right}，多 {gap}。",
      values = { here = left.place, there = right.place } })
  end
end

-- 总表里三项财政拨款收入之和；各项合为一行（whole）的就是那一行，下面“其中”的不再相加。
function agreement.funds(t, funds, whole)
  local rows, cells, column = sided.rows(t, "收入"), {}, nil
  for _, one in ipairs(sided.amount) do
    if not column and t:has_column(one) then column = one end
  end
  if not rows or not column then return nil end
  local current, last = sided.find(rows, { "本年收入合计" })
  if sided.find(rows, whole, 1, last) then return agreement.fact(t, { side = "收入", row = whole, column = sided.amount, of = { "本年收入合计" } }) end
  for _, fund in ipairs(funds) do
    local row = sided.find(rows, fund, 1, last)
    if row then cells[#cells + 1] = row:value(column) end
  end
  local added, others = sum(cells), {}
  local all = current and sided.sum(sided.members(rows, last), column)
  if current and not added:missing() and not current:value(column):missing() then others[1] = current:value(column) - (all - added) end
  return not added:missing() and { value = added, others = others, place = t.name .. "三项财政拨款收入之和" } or nil
end

-- 本表的一个数，等于另一张表两处中的一处（本年合计或总计）就可以。
function agreement.either(other, spec, first, second)
  return function(t, check, document)
    if not document:has_table(other) then return end
    local there, here = document:table(other), agreement.fact(t, spec)
    local one, two = agreement.fact(there, first), agreement.fact(there, second)
    if not here or here.value:missing() then return end
    for _, fact in ipairs { two or false } do
      if fact and not fact.value:missing() and check:agrees(here.value, fact.value) then one = fact end
    end
    agreement.same(here, one or two, check)
  end
end

local function run(verb, other, pairs_of)
  return function(t, check, document)
    if not document:has_table(other) then return end
    local there = document:table(other)
    for _, pair in ipairs(pairs_of) do
      agreement[verb](agreement.fact(t, pair[1]), agreement.fact(there, pair[2]), check)
    end
  end
end

-- 本表和另一张表的几对数应各自相等；不应大于。
function agreement.pairs(other, list) return run("same", other, list) end
function agreement.pairs_within(other, list) return run("within", other, list) end

-- 与这一对对调了数的另一对和它的位置：两张表各自的合计都不变。
local function swapped(pairs_of, one, check)
  if check:agrees(one.here.value, one.there.value) then return nil end
  for position, two in ipairs(pairs_of) do
    if check:agrees(one.here.value, two.there.value) and check:agrees(two.here.value, one.there.value) then return two, position end
  end
end

-- 本表按编码的各类和另一张表同名的行：{ here, there }，两边都填了数的在 filled 里。
local function class_pairs(t, there, column, side, other_column)
  local all, filled = {}, {}
  for _, node in ipairs(codes.read(t).tops) do
    local pair = codes.level(node.code) < 2 and node.row.label and { here = agreement.fact(t, { row = node.code, column = column }),
      there = agreement.fact(there, { side = side, row = node.row.label, column = other_column, of = { "本年支出合计" } }) }
    if pair and pair.here and pair.there then
      all[#all + 1] = pair
      if not pair.here.value:missing() and not pair.there.value:missing() then filled[#filled + 1] = pair end
    end
  end
  return all, filled
end

local function sum_of(pairs_of, place)
  local cells = {}
  for position, pair in ipairs(pairs_of) do cells[position] = pair[place].value end
  return sum(cells)
end

-- 本表按编码的各类，应与另一张表同名的行相等；两行对调的只说一次。level 为真的，只在各类之和相等时比：两张表口径相同。
function agreement.classes(other, column, side, other_column, level)
  return function(t, check, document)
    if not document:has_table(other) then return end
    local all, filled = class_pairs(t, document:table(other), column, side, other_column)
    if level and (#filled < 2 or not check:agrees(sum_of(filled, "here"), sum_of(filled, "there"))) then return end
    local crossed = {}
    for position, pair in ipairs(filled) do
      local two, at = swapped(filled, pair, check)
      if two then crossed[pair] = { with = two, told = at < position } end
    end
    for _, pair in ipairs(level and filled or all) do
      local swap = crossed[pair]
      if not swap then agreement.same(pair.here, pair.there, check)
      elseif not swap.told then
        check:same(pair.here.value, pair.there.value, { case = "swapped", message = "{here}为 {left}，{there}为 {right}，与“{other}”的数正好对调。",
          values = { here = pair.here.place, there = pair.there.place, other = text.label(swap.with.here.row.label or "") } })
      end
    end
  end
end

return agreement
