-- 加起来的各行像是没有读全：和不到合计的一半，别的表里有、这张表里没有的科目正好补上差额。

local codes = require "codes"
local names = require "names"
local statements = require "statements"

local partial = {}

-- 正好差十、百、千、一万……倍的是单位或小数点写错，不是没有读全。
local function is_scaled(whole, added)
  local value = added
  for _ = 1, 8 do
    value = value * 10
    if value >= whole then return value <= whole end
  end
  return false
end

-- 和不到合计的一半：多数没有读到。
function partial.is_small(whole, added)
  if whole:missing() or added:missing() or whole:negative() or added:negative() or added:zero() then return false end
  return added * 2 < whole and not is_scaled(whole, added)
end

-- 名称去掉序号、括号里的编码和“支出”。
local function plain(label) return text.replace(text.label(label or ""), "支出$", "") end

-- 按编码列各类的表里，这些行当中没有的类：它们的数和名称；没有这样的表为 nil。
local function absent_classes(document, rows)
  local seen, cells, labels = {}, {}, {}
  for _, row in ipairs(rows) do seen[plain(row.label)] = true end
  for _, name in ipairs { "支出决算表", "部门支出总表" } do
    local other = #cells < 1 and document:has_table(statements.names(name)) and document:table(statements.names(name))
    local column = other and names.additive(other)[1]
    for _, node in ipairs(column and codes.read(other).tops or {}) do
      local value = codes.value(node, column)
      if codes.level(node.code) < 2 and not seen[plain(node.row.label)] and not value:missing() and not value:zero() then
        cells[#cells + 1], labels[#labels + 1] = value, text.label(node.row.label or "")
      end
    end
  end
  return #cells > 0 and sum(cells) or nil, table.concat(labels, "、")
end

-- 支出合计比各行之和多的，正好是这张表里没有的几类：{ names }；不是的为 nil。
function partial.unread(document, rows, whole, added, check)
  if not document or added >= whole then return nil end
  local more, labels = absent_classes(document, rows)
  return more and check:agrees(whole, added + more) and labels or nil
end

return partial
