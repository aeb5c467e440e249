-- 公开的各张项目表合在一起，与部门整体表、报表的项目支出，与文字说的项目个数。

local counts = require "sheet_counts"
local forms = require "forms"
local form_sums = require "form_sums"
local implied = require "fund_implied"
local narrative = require "narrative"
local wholes = require "form_wholes"

local projects = {}

local columns = { "initial", "annual", "executed" }

-- 各张项目表；不能相加的（同名、没有资金总额、单位写错、混有人员类的）为 nil。
local function of(document)
  local list = form_sums.projects(document)
  if not list or #list < 1 then return nil end
  for _, e in ipairs(list) do
    if text.match(narrative.plain(e.name), param "disclosure.basic_forms") or wholes.is_slip(document, e) then return nil end
  end
  return list
end

-- 各张表资金总额的一栏之和；有一张没有填的为 nil。
local function added(list, column)
  local cells = {}
  for _, e in ipairs(list) do
    local cell = forms.total_fund(e):value(column)
    if cell:missing() then return nil end
    cells[#cells + 1] = cell
  end
  return sum(cells)
end

-- 唯一的一张部门整体表；没有、有几张的为 nil。
local function department(document)
  local found
  for _, e in ipairs(document:evaluations()) do
    if text.same(e.scope or "", "department") then
      if found then return nil end
      found = e
    end
  end
  return found
end

-- 部门整体表的一行的一栏；没有填的、与资金总额对不上的（由各项来源之和的规则说）为 nil。
local function cell_of(e, name, column)
  local cell = e:has_fund(name) and e:fund(name):value(column)
  return cell and not cell:missing() and not implied.of(e, e:fund(name), column) and cell or nil
end

-- 部门整体表的项目支出与各张项目表之和：{ cell, added, count, complete }；有一栏正好相等，公开的就是全部项目，另几栏也应相等。
function projects.department_pairs(document, check)
  local list, e, found, complete = of(document), department(document), {}, false
  for _, column in ipairs(list and e and columns or {}) do
    local cell, whole = cell_of(e, "项目支出", column), added(list, column)
    if cell and whole then
      complete = complete or check:agrees(cell, whole) and not whole:zero()
      found[#found + 1] = { cell = cell, added = whole, count = tostring(#list) }
    end
  end
  for _, pair in ipairs(found) do pair.complete = complete end
  return found
end

-- 一份公开文本里用哪一栏与报表比：决算是执行数，预算是预算数。
local function column_of(document) return text.same(document.kind, "budget") and "annual" or "executed" end

-- 各张项目表之和，和报表里最大的项目支出：{ added, whole, table, count }；不能比的为 nil。
function projects.spent(document)
  local list, whole = of(document), nil
  local total = list and added(list, column_of(document))
  for _, cell in ipairs(total and narrative.cells(document, narrative.fact "项目支出") or {}) do
    if not whole or cell.value > whole.value then whole = cell end
  end
  return whole and { added = total, whole = whole.value, table = whole.table, count = tostring(#list) } or nil
end

local function agrees_any(check, cell, cells)
  for _, one in ipairs(cells) do
    if narrative.agrees(check, cell, one.value) then return true end
  end
  return false
end

-- 部门整体表的基本支出、项目支出与报表：一项与报表相符，口径就相同，另一项也应相符。{ cell, told, table, name, agreed }
function projects.split_pairs(document, check)
  local e, found, agreed = department(document), {}, false
  for _, name in ipairs(e and { "基本支出", "项目支出" } or {}) do
    local cell, cells = cell_of(e, name, column_of(document)), narrative.cells(document, narrative.fact(name))
    if cell and not cell:zero() and #cells > 0 then
      local fits = agrees_any(check, cell, cells)
      agreed = agreed or fits
      found[#found + 1] = { cell = cell, told = cells[1].value, table = cells[1].table, name = name, agreed = fits }
    end
  end
  return agreed and #found > 1 and found or {}
end

-- 文字里说的项目个数：{ most 最多的一个, named 说的是不是自评、绩效目标的项目, again 再说一遍的那些 }。
function projects.told(document)
  local found, list = { again = {} }, {}
  for _, entry in ipairs(narrative.read(document).entries) do list[#list + 1] = entry.claim end
  for _, mention in ipairs(document:mentions()) do list[#list + 1] = mention end
  for _, claim in ipairs(list) do
    local subject = narrative.plain(claim.subject)
    if text.same(claim.kind, "count") and text.match(claim.unit or "", "^[个项]$") and not claim.amount:missing() then
      if text.match(subject, param "disclosure.form_numbers_again") then
        found.again[#found.again + 1] = claim
      elseif text.contains(subject, "项目") then
        found.named = found.named or text.match(subject, param "disclosure.form_numbers") ~= nil
        if not found.most or counts.number(claim.amount) > counts.number(found.most.amount) then found.most = claim end
      end
    end
  end
  return found
end

-- 公开了几张项目表；同一项目分几张的说不清，为 nil。
function projects.count(document)
  local list = form_sums.projects(document)
  return list and #list > 0 and amount(tostring(#list)) or nil
end

return projects
