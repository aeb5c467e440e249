-- 常用的审核形状：每个函数返回一条规则的 run。哪些栏、哪些行，由规则写明。

local codes = require "codes"
local identities = require "identities"
local names = require "names"
local partial = require "partial_sums"

local shapes = {}

local function values_of(row, columns)
  local cells = {}
  for position, column in ipairs(columns) do cells[position] = row:value(column) end
  return sum(cells)
end

-- 组成栏自己还有组成的（基本支出＝人员＋公用），换成它的组成之和就平的，错在那一栏。
local function by_inner(t, row, parts, inner)
  local cells = {}
  for position, part in ipairs(parts) do
    cells[position] = row:value(part)
    for _, identity in ipairs(inner) do
      local below = identities.parts_in(identity, t)
      local own = below and names.meet(identity.total, part) and values_of(row, below)
      if own and not own:missing() then cells[position] = own end
    end
  end
  return sum(cells)
end

-- 不平的一行：组成栏自己不平的另有疑点，不认识的栏加上就平的是表样另有的栏；返回通过没有、是不是拿不准。
local function other_reading(identity, t, row, parts, inner, added, whole, check)
  local other = by_inner(t, row, parts, inner)
  if not other:missing() and check:agrees(whole, other) then return true end
  local more = identity.open and values_of(row, identities.unknown(identity, t))
  if not more or more:missing() then return false, false end
  return check:agrees(whole, added + more), true
end

-- 这一行读入时数在哪一栏不能确定（表头没有读全、空栏没有痕迹）的原因：不平说明不了什么。因为不平才存疑的不在内。
local function doubt_of(row, identity, parts)
  for _, part in ipairs { identity.total, table.unpack(parts) } do
    local told = row:doubtful(part)
    if told and text.match(tostring(told), param "tables.unplaced") then return told end
  end
end

-- 一行：合计、各栏之和；不用比的为 nil，空白的合计另外说明。
local function row_read(identity, t, row, parts, inner, check)
  local whole, added = row:value(identity.total), values_of(row, parts)
  if whole:missing() and not added:missing() and not added:zero() then
    check:cannot { at = whole, case = "blank", message = "“{row}”的{column}空白，各栏之和为 {added}。", values = { added = added } }
  elseif not whole:missing() and not added:missing() then
    local one = { whole = whole, added = added, fits = check:agrees(whole, added) }
    one.doubt = not one.fits and doubt_of(row, identity, parts) or nil
    if not one.fits then one.other, one.unsure = other_reading(identity, t, row, parts, inner or {}, added, whole, check) end
    return one
  end
end

-- 各行：合计栏等于各组成栏之和。inner：组成栏自己的组成，另有规则或者接着审。
-- 多数行都不平的，不像逐行填错，多半是栏名不是这个意思或者读入时错了栏：只请核实，说一次。
function shapes.row_total(identity, inner)
  return function(t, check)
    local parts, fits, found, failing, doubt = identities.parts_in(identity, t), 0, {}, {}, nil
    if not parts then return end
    for _, row in ipairs(t:rows()) do
      local one = row_read(identity, t, row, parts, inner, check)
      if one then
        found[#found + 1] = one
        if one.fits or one.other then fits = fits + 1 elseif not one.doubt then failing[#failing + 1] = one end
        doubt = doubt or one.doubt
      end
    end
    local whole_table = #failing > 2 and #failing > fits
    for _, one in ipairs(found) do
      if one.other then check:holds(true)
      elseif one.doubt then
        check:cannot { at = one.whole, case = "doubtful", values = { whole = one.whole, added = one.added, doubt = one.doubt },
          message = "“{row}”的{column}填报 {whole}，各栏之和为 {added}，这一行识别存疑（{doubt}），请核对原件。" }
      elseif one.fits or not whole_table then
        check:same(one.whole, one.added, { tail = "note", severity = (one.unsure or identity.unsure) and "verify" or nil,
          message = "“{row}”的{column}填报 {left}，各栏之和为 {right}，相差 {gap}。" })
      end
    end
    -- 没有一行平的，又有行读入时就分不清各栏：表头没有读对，其他行也说明不了什么。
    if whole_table and fits < 1 and doubt then
      local one = failing[1]
      check:cannot { at = one.whole, case = "doubtful", values = { whole = one.whole, added = one.added, doubt = doubt },
        message = "“{row}”的{column}填报 {whole}，各栏之和为 {added}，没有一行相等，读入时栏目就分不清（{doubt}），请核对原件。" }
    elseif whole_table then
      check:same(failing[1].whole, failing[1].added, { case = "columns", severity = "verify", values = { failing = #failing, fits = fits },
        message = "多数行的{column}都不等于各栏之和（{failing} 行不等，{fits} 行相等），如“{row}”填报 {left}，各栏之和为 {right}：请先核对栏名和读入的数。" })
    end
  end
end

-- 平的行数、不平的行数；合计为零、空白的不计。
local function rows_that_fit(identity, t, check)
  local fits, fails = 0, 0
  for _, row in ipairs(t:rows()) do
    local whole, added = row:value(identity.total), values_of(row, identity.parts)
    if not whole:missing() and not whole:zero() and not added:missing() then
      if check:agrees(whole, added) then fits = fits + 1 else fails = fails + 1 end
    end
  end
  return fits, fails
end

-- 折断的表头：有两栏逐行相同，去掉一栏各行就都平的，一栏是另一栏的小计，表头没有读对。
local function has_twin(identity, t, check)
  for _, part in ipairs(identity.parts) do
    for _, other in ipairs(identity.parts) do
      local same, count, rest = not text.same(part[1], other[1]), 0, {}
      for _, one in ipairs(identity.parts) do
        if not text.same(one[1], part[1]) then rest[#rest + 1] = one end
      end
      for _, row in ipairs(same and t:rows() or {}) do
        local value, twin, whole = row:value(part), row:value(other), row:value(identity.total)
        local filled = not value:missing() and not twin:missing()
        same = same and (filled and value <= twin and value >= twin or value:missing() and twin:missing())
        if same and filled and not whole:missing() then
          count = count + 1
          same = check:agrees(whole, values_of(row, rest))
        end
      end
      if same and count > 0 then return true end
    end
  end
  return false
end

-- 表头分组印出的合计：多数行平的才看得出是相加；不在组里的合计只请核实。
function shapes.heads()
  return function(t, check)
    local found = identities.heads(t)
    for _, identity in ipairs(found) do
      local fits, fails = rows_that_fit(identity, t, check)
      identity.unsure = identity.top
      local broken = fails > 0 and has_twin(identity, t, check)
      if fits > fails and not broken then shapes.row_total(identity, found)(t, check) end
    end
  end
end

-- 一行里几栏都不平的，同在一个关系里的只报第一栏，其余写在消息里；尾差另说。
local function report(t, found, check, messages)
  local told = {}
  for _, one in ipairs(found) do
    local head
    for _, other in ipairs(told) do
      if not head and (other.tail or not one.tail) and identities.together(t, other.column, one.column) then head = other end
    end
    if not head then
      one.others = {}
      told[#told + 1] = one
    elseif not one.tail then
      head.others[#head.others + 1] = names.short(one.column)
    end
  end
  for _, one in ipairs(told) do
    -- 几栏都是合计大、少的又都对得上：也可能是下级漏印了一行。
    local missing_row = #one.others > 0 and one.whole > one.added
    if missing_row then one.severity = "verify" end
    local case = one.tail and "tail" or #one.others > 0 and "more" or "plain"
    check:same(one.whole, one.added, { tail = "note", severity = one.severity, case = case, message = messages[case],
      values = { others = table.concat(one.others, "、") } })
  end
end

-- 相等的记为通过；差得多的先看是不是别处的错引起的。
local function compare(t, row, nodes, one, found, check)
  local firsts = codes.firsts(nodes)
  local once = firsts and codes.below(firsts, one.column)
  if once and not once:missing() and not check:agrees(one.whole, one.added) and check:agrees(one.whole, once) then one.added = once end
  one.tail = check:agrees(one.whole, one.added)
  if one.tail and one.whole >= one.added and one.whole <= one.added then
    check:same(one.whole, one.added)
  elseif one.tail or not codes.explained(t, row, nodes, one.column, one.whole, one.added, check) then
    if not one.tail and partial.is_small(one.whole, one.added) then one.severity = "verify" end
    found[#found + 1] = one
  end
end

local below_messages = {
  plain = "“{row}”的{column}填报 {left}，下级科目之和为 {right}，相差 {gap}。",
  more = "“{row}”的{column}填报 {left}，下级科目之和为 {right}，相差 {gap}；同一行的{others}也不符。",
  tail = "“{row}”的{column}填报 {left}，下级科目之和为 {right}，相差 {gap}，在填报精度之内（尾差）。",
}
local whole_messages = {
  plain = "合计的{column}填报 {left}，各类之和为 {right}，相差 {gap}。",
  more = "合计的{column}填报 {left}，各类之和为 {right}，相差 {gap}；同一行的{others}也不符。",
  tail = "合计的{column}填报 {left}，各类之和为 {right}，相差 {gap}，在填报精度之内（尾差）。",
}

-- 有下级没有这一栏、数印在别的栏里（几组并排，下级排到下一组）：这一栏不全，不能比。
local function in_other_columns(node, column)
  for _, child in ipairs(node.children) do
    if text.same(child.row:state(column), "absent") and not text.same(node.row:state(column), "absent") then return true end
  end
  return false
end

-- 类等于各款之和，款等于各项之和；没有印下级的、下级都空白的不审。
function shapes.parents()
  return function(t, check)
    local tree = codes.read(t)
    for _, node in ipairs(tree.nodes) do
      local found, gaps, told = {}, false, false
      for _, child in ipairs(node.children) do gaps = gaps or codes.level(child.code) > codes.level(node.code) + 1 end
      for _, column in ipairs(#node.children > 0 and names.additive(t) or {}) do
        local whole, added = node.row:value(column), codes.below(node.children, column)
        if whole:missing() and not added:missing() and not added:zero() and not told and node.row:state(column) ~= "absent" then
          told = check:cannot { at = whole, case = "blank", message = "“{row}”的{column}空白，下级科目之和为 {added}。", values = { added = added } } or true
        end
        local blank = false
        for _, child in ipairs(node.children) do blank = blank or child.row:value(column):missing() and not codes.value(child, column):missing() end
        if not whole:missing() and not added:missing() and not whole:is_rate() and not in_other_columns(node, column) then
          local one = { column = column, whole = whole, added = added, severity = (tree.unsure or tree.repeated or gaps or blank) and "verify" or nil }
          compare(t, node.row, node.children, one, found, check)
        end
      end
      report(t, found, check, below_messages)
    end
  end
end

-- 合计可以怎样得出：各类之和；上级行没有印全的，最下级之和；按单位、项目分列的，没有编码的各行之和。
local function candidates(tree, column)
  local tops, leaves, units = codes.below(tree.tops, column), codes.leaves(tree.tops, column), {}
  for position, row in ipairs(tree.others) do units[position] = row:value(column) end
  local first = (codes.orphaned(tree) or tops:missing()) and leaves or tops
  return first, { tops, leaves, sum(units) }
end

-- 连同其余各段的各类：一张表分几段印的，合计印在第一段。
local function with_pieces(first, pieces, column)
  local parts = { first }
  for _, piece in ipairs(pieces) do
    for _, node in ipairs(piece.tops) do
      if codes.level(node.code) < 2 then parts[#parts + 1] = codes.value(node, column) end
    end
  end
  return sum(parts)
end

-- 合计等于各类之和。
function shapes.whole()
  return function(t, check, document)
    local tree, found = codes.read(t), {}
    if #tree.totals < 1 or #tree.totals > 1 or #tree.tops < 1 then return end
    local pieces = codes.pieces(t, document)
    local row = tree.totals[1]
    local unsure = tree.unsure or tree.repeated or codes.orphaned(tree) or #tree.others > 0
    for _, column in ipairs(names.additive(t)) do
      local whole, added, fits = row:value(column), nil, false
      local first, others = candidates(tree, column)
      if #pieces > 0 then first = with_pieces(first, pieces, column) end
      if not whole:missing() and not first:missing() and not whole:is_rate() then
        added = first
        for _, other in ipairs(others) do
          if not fits and not other:missing() and check:agrees(whole, other) then added, fits = other, true end
        end
        compare(t, row, tree.tops, { column = column, whole = whole, added = added, severity = unsure and "verify" or nil }, found, check)
      elseif whole:missing() and not first:missing() and not first:zero() then
        check:cannot { at = whole, case = "blank", message = "合计的{column}空白，各行之和为 {added}。", values = { added = first } }
      end
    end
    report(t, found, check, whole_messages)
  end
end

-- 年初结转结余加本年收入减本年支出等于年末结转结余；四栏都在的表样才审。
function shapes.carried_over()
  local opening, income = { "年初结转和结余", "年初结转和结余/合计", "年初结转和结余/小计" }, { "本年收入", "本年收入/合计", "本年收入/小计" }
  local spending, closing = { "本年支出/小计", "本年支出/合计", "本年支出" }, { "年末结转和结余", "年末结转和结余/合计", "年末结转和结余/小计" }
  return function(t, check)
    for _, columns in ipairs { opening, income, spending, closing } do
      if not t:has_column(columns) then return end
    end
    for _, row in ipairs(t:rows()) do
      local had, spent, left = values_of(row, { opening, income }), row:value(spending), row:value(closing)
      if not had:missing() and not (spent:missing() and left:missing()) then
        local expected = spent:missing() and had or had - spent
        if left:missing() then
          -- 空白的年末数不加不减：应有余额的，说明缺哪一格。
          if check:agrees(had, spent) then check:holds(true)
          else check:cannot { at = left, case = "blank", message = "“{row}”的{column}空白，应为 {expected}。", values = { expected = expected } } end
        else
          check:same(left, expected, { tail = "note", message = "“{row}”的{column}填报 {left}，年初加收入减支出为 {right}，相差 {gap}。" })
        end
      end
    end
  end
end

-- 几个编码写在一起，太多的只写前几个。
local function listed(nodes)
  local words = {}
  for position, node in ipairs(nodes) do words[position] = node.code end
  return table.concat(words, "、")
end

-- 上级行没有列出的科目（只印最下级的表样不审），位数不对的编码。
function shapes.codes()
  return function(t, check, document)
    local tree, lost = codes.read(t), {}
    if #tree.nodes < 1 then return end
    for _, node in ipairs(codes.orphaned(tree) and tree.tops or {}) do
      if codes.level(node.code) > 1 and not codes.has_parent(t, document, node.code) then lost[#lost + 1] = node end
    end
    check:holds(#lost < 1, #lost > 0 and { at = lost[1].row:value(t.columns[1]), row = lost[1].row.label, printed = listed(lost), case = "parent",
      message = "{printed} 没有列出上级科目。" } or nil)
    for _, row in ipairs(codes.odd(t, tree)) do
      check:holds(false, { at = row:value(t.columns[1]), row = row.label, printed = codes.of(row), case = "length", message = "“{row}”的科目编码是 {printed}，位数不对。" })
    end
  end
end

return shapes
