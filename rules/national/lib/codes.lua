-- 科目编码的上下级：类、款、项（支出经济分类是类、款），合计行，和没有编码的行。

local identities = require "identities"
local names = require "names"

local codes = {}

-- 去掉空格的编码；没有编码、不全是数字的为 nil。
function codes.of(row)
  local code = row.code and text.squeeze(row.code)
  return code and text.match(code, "^[0-9]+$") and code or nil
end

-- 一、二、三：类、款、项；都不是的为 nil。
function codes.level(code)
  for level, pattern in ipairs(param "codes.levels") do
    if text.match(code, pattern) then return level end
  end
end

local function starts(code, prefix) return #prefix < #code and text.same(code:sub(1, #prefix), prefix) end

local function has_figures(t, row)
  for _, column in ipairs(names.additive(t)) do
    if not row:value(column):missing() then return true end
  end
  return false
end

-- 同一编码印了几次（按单位、项目分列）的，上级是前面最近的一行；否则按编码找上级，不论次序。
local function link(tree, by_code)
  local open = {}
  for _, node in ipairs(tree.nodes) do
    if tree.repeated then
      while #open > 0 and not starts(node.code, open[#open].code) do open[#open] = nil end
      node.parent = open[#open]
      open[#open + 1] = node
    else
      for length = #node.code - 1, 1, -1 do
        node.parent = node.parent or by_code[node.code:sub(1, length)]
      end
    end
    local above = node.parent and node.parent.children or tree.tops
    above[#above + 1] = node
  end
end

-- unsure：有没有行名、读得不清的行，下级可能没有读全。
function codes.read(t)
  local tree, by_code = { nodes = {}, tops = {}, totals = {}, others = {}, unsure = false, repeated = false }, {}
  for _, row in ipairs(t:rows()) do
    local code = codes.of(row)
    if code and codes.level(code) then
      local node = { row = row, code = code, children = {} }
      tree.repeated = tree.repeated or by_code[code] and true or false
      by_code[code] = node
      tree.nodes[#tree.nodes + 1] = node
    elseif names.has(param "tables.total_rows", row.label) then
      tree.totals[#tree.totals + 1] = row
    elseif has_figures(t, row) and not names.is_of_rates(row, names.additive(t)) and not text.match(text.label(row.label or ""), "合计$|小计$") then
      tree.others[#tree.others + 1] = row
    end
    tree.unsure = tree.unsure or row:doubtful()
  end
  link(tree, by_code)
  return tree
end

-- 一行的一栏：填的数；空白的，用下级各行之和。
function codes.value(node, column)
  local own = node.row:value(column)
  return own:missing() and #node.children > 0 and codes.below(node.children, column) or own
end

-- 几行的一栏之和。
function codes.below(nodes, column)
  local parts = {}
  for position, node in ipairs(nodes) do parts[position] = codes.value(node, column) end
  return sum(parts)
end

-- 同一编码接连印几行的（科目下面列项目），只取每个编码的第一行；没有这种情况的为 nil。
function codes.firsts(nodes)
  local result = {}
  for position, node in ipairs(nodes) do
    if position < 2 or not text.same(node.code, nodes[position - 1].code) then result[#result + 1] = node end
  end
  return #result < #nodes and result or nil
end

-- 最下级各行之和。
function codes.leaves(nodes, column)
  local parts = {}
  for position, node in ipairs(nodes) do
    local value = #node.children > 0 and codes.leaves(node.children, column) or node.row:value(column)
    parts[position] = value:missing() and node.row:value(column) or value
  end
  return sum(parts)
end

-- 最上级的行不都是类：有的上级行没有印。
function codes.orphaned(tree)
  local short, long = false, false
  for _, node in ipairs(tree.tops) do
    if codes.level(node.code) > 1 then long = true else short = true end
  end
  return short and long
end

-- 下级里填的数不等于自己下级之和的，换成它下级之和。
local function by_children(nodes, column)
  local cells = {}
  for position, node in ipairs(nodes) do
    local below = codes.below(node.children, column)
    cells[position] = below:missing() and codes.value(node, column) or below
  end
  return sum(cells)
end

-- 下级里各栏自己不平的，换成按一种关系推出的数。
local function by_row(t, nodes, column, identity, check)
  local cells = {}
  for position, node in ipairs(nodes) do
    local own, derived = codes.value(node, column), identities.implied(identity, t, node.row, column)
    cells[position] = derived and (own:missing() or not check:agrees(own, derived)) and derived or own
  end
  return sum(cells)
end

local function repaired(t, nodes, column, check)
  local result = { by_children(nodes, column) }
  for _, identity in ipairs(identities.every(t)) do result[#result + 1] = by_row(t, nodes, column, identity, check) end
  return result
end

-- 相差是别的错引起的：下级自己不平、一行各栏自己不平，那里另有疑点。
function codes.explained(t, row, nodes, column, whole, added, check)
  for _, other in ipairs(repaired(t, nodes, column, check)) do
    if not other:missing() and check:agrees(whole, other) then return true end
  end
  for _, derived in ipairs(identities.derived(t, row, column)) do
    if check:agrees(added, derived) and not check:agrees(whole, derived) then return true end
  end
  return false
end

-- 分成几段、各印一次表头的表：同名而没有合计行的其余各段。合计行印在 t 上的才有。
function codes.pieces(t, document)
  local found = {}
  for _, other in ipairs(document:tables()) do
    local piece = text.same(other.name or "", t.name or "") and #other.columns == #t.columns and codes.read(other)
    if piece and #piece.totals < 1 and #piece.nodes > 0 then found[#found + 1] = piece end
  end
  return found
end

-- 同名的表里有没有它的上级。
function codes.has_parent(t, document, code)
  for _, other in ipairs(document:tables()) do
    for _, node in ipairs(text.same(other.name or "", t.name or "") and codes.read(other).nodes or {}) do
      if starts(code, node.code) then return true end
    end
  end
  return false
end

-- 位数不对的编码：少一位或多一位，去掉末位是表上另一行的编码。
function codes.odd(t, tree)
  local known, result = {}, {}
  for _, node in ipairs(tree.nodes) do known[node.code] = true end
  for _, row in ipairs(t:rows()) do
    local code = codes.of(row)
    if code and not codes.level(code) and known[code:sub(1, #code - 1)] then result[#result + 1] = row end
  end
  return result
end

return codes
