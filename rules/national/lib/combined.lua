-- 先合计后计分：同一项目分几张表（几个实施单位）的，绝对值相加、比率按资金加权，再按公式计分。
-- 参数 score.aggregation 为 "score_then_sum"（各表自己计分）或 "sum_then_score"。

local execution, forms, scores = require "execution", require "forms", require "scores"

-- 同名的表；只有一张的为 nil。
local function siblings(e, document)
  local found = {}
  for _, other in ipairs(document:evaluations()) do
    if e.name and text.same(other.name or "", e.name) and text.same(other.scope or "", e.scope or "") then found[#found + 1] = other end
  end
  return #found > 1 and found or nil
end

local function row_named(e, name)
  for _, row in ipairs(forms.scored_rows(e)) do
    if text.same(row.name, name) then return row end
  end
end

local function money_of(e)
  if not forms.has_total_fund(e) then return nil end
  local budget = execution.budget_of(forms.total_fund(e))
  return not budget:missing() and budget or nil
end

-- 各表同一指标的 { row, money }；有一张没有、没有数或没有预算数的为 nil。
local function parts_of(group, name)
  local parts = {}
  for _, e in ipairs(group) do
    local row, money = row_named(e, name), money_of(e)
    local plain = row and row.target and row.actual and row.target.numeric and row.actual.numeric and not row.target.high and not row.actual.high
    if not plain or not money or not row.target:comparable(row.actual) then return nil end
    parts[#parts + 1] = { row = row, money = money }
  end
  return parts
end

local function weighted(parts, field)
  local products, money = {}, {}
  for _, part in ipairs(parts) do
    local rate = part.row[field].value
    products[#products + 1] = part.money * rate
    money[#money + 1] = part.money
  end
  return sum(products) / sum(money)
end

local function added(parts, field)
  local cells = {}
  for _, part in ipairs(parts) do cells[#cells + 1] = part.row[field].value end
  return sum(cells)
end

local function measure(parts)
  local first = parts[1].row
  local join = first.target.is_rate and weighted or added
  local wanted, done = join(parts, "target"), join(parts, "actual")
  local one = scores.measure(first)
  if one.kind == "judged" or one.kind == "completion" or one.kind == "undirected" or wanted:zero() or done:zero() then return nil end
  local ratio = one.reverse and wanted / done or done / wanted
  return { kind = "ratio", formula = least(first.weight * ratio, first.weight) }
end

-- { [指标名称] = 合计后的公式 }；不合计的为空表。
local function measures(e, document)
  local found = {}
  if param "score.aggregation" ~= "sum_then_score" then return found end
  local group = siblings(e, document)
  if not group then return found end
  for _, row in ipairs(forms.scored_rows(e)) do
    local parts = not row.weight:missing() and parts_of(group, row.name)
    found[row.name] = parts and measure(parts) or nil
  end
  return found
end

return { measures = measures }
