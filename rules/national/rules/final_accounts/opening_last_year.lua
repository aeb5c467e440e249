local beside = require "beside"
local summaries = require "summaries"

local whole, fiscal = "收入支出决算总表", "财政拨款收入支出决算总表"

-- 印出来的话里有没有说明差额：表注，文字说明里的事项。
local function explanation(document)
  for _, t in ipairs(document:tables()) do
    for _, note in ipairs(t.notes) do
      if text.contains(note, param "opening.explained_by") then return note end
    end
  end
  for _, claim in ipairs(document:claims()) do
    if text.contains(claim.subject or "", param "opening.explained_by") then return claim.subject end
  end
end

-- 本年的年初数和上年的年末数；有一份没有这一行，或者没有填而另一份是零的，不比较。
local function both(document, before, name, words)
  local now = beside.figure(document, name, "收入", words.opening)
  local last = beside.figure(before, name, "支出", words.closing)
  if not now or not last or (now:missing() and last:missing()) then return nil end
  if (now:missing() and last:zero()) or (last:missing() and now:zero()) then return nil end
  return now, last
end

rule {
  id      = "national.final_accounts.opening_last_year",
  title   = "年初结转和结余一般等于上年公开的年末结转和结余",
  basis   = "部门决算公开样表：年初结转和结余是上年年末的结转和结余；会计差错更正、收回、归集调入调出等会使两者不等，所以只请核实",
  on      = { document = "部门决算", documents = "上年" },
  kind    = "核实性",
  collect = {
    beside.rows(whole, summaries.whole.opening, summaries.whole.closing),
    beside.rows(fiscal, summaries.fiscal.opening, summaries.fiscal.closing),
    { claims = "*" },
  },
  note    = "勾稽 I62",
  remedy  = "请核对上年公开的决算；因会计差错更正、收回、归集调入调出等调整的，请写明原因和金额。",

  run = function(document, check, before)
    local why = explanation(document)
    local function compare(now, last, message)
      -- 两年的金额单位可以不同：连同单位印出来。
      local values = { here = sum { now }, there = sum { last }, apart = (now - last):absolute(), why = why }
      if why then
        check:same(now, last, { case = "explained", severity = "note", message = message .. "已印有说明：{why}", values = values })
      else
        check:same(now, last, { message = message .. "请说明原因。", values = values })
      end
    end
    local now, last = both(document, before, whole, summaries.whole)
    if now then compare(now, last, "年初结转和结余 {here}，上年公开的年末结转和结余 {there}，相差 {apart}。") end
    local part, part_last = both(document, before, fiscal, summaries.fiscal)
    if not part then return end
    -- 两表差额相同的是一个原因，只报总表。
    local told = now and not part:missing() and not part_last:missing() and ((now - last) - (part - part_last)):zero()
    if not told then compare(part, part_last, "年初财政拨款结转和结余 {here}，上年公开的年末数 {there}，相差 {apart}。") end
  end,
}
