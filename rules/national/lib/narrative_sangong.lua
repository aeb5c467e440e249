-- “三公”经费的预算数和决算数：先看报表，没有的看文字。

local narrative = require "narrative"

local sangong = { parts = { "因公出国费", "公务用车购置费", "公务用车运行费", "公务接待费" } }

-- 决算表里预算数的位置，由决算数的位置换来。
local function budget_place(place)
  local columns = {}
  for _, name in ipairs(place.columns) do
    if text.contains(name, "决算") then columns[#columns + 1] = text.replace(text.replace(name, "本年决算", "预算"), "决算", "预算") end
  end
  local rows
  for _, name in ipairs(place.rows or {}) do
    rows = rows or {}
    rows[#rows + 1] = text.replace(name, "^决算数$", "预算数")
  end
  return { tables = place.tables, columns = #columns > 0 and columns or place.columns, rows = rows, side = place.side, crossed = #columns < 1 }
end

-- 表里的决算数、预算数和表。
function sangong.cells(document, name)
  for _, place in ipairs(narrative.fact(name).places) do
    local spent, _, t = narrative.cell_at(document, place)
    local budget = spent and narrative.cell_at(document, budget_place(place))
    if budget then return spent, budget, t end
  end
end

function sangong.spent_and_budget(read, name)
  local spent, budget = sangong.cells(read.document, name)
  if spent then return spent, budget end
  for _, entry in ipairs(read.by_fact[name] or {}) do
    local claim = entry.claim
    if entry.money and not claim.amount:missing() and not claim.budget:missing() then return claim.amount, claim.budget end
  end
end

return sangong
