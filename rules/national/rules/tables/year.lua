local sangong_tables = require "sangong_tables"
local statements = require "statements"

local all = {}
for _, list in ipairs { statements.every(), sangong_tables.names } do
  for _, name in ipairs(list) do all[#all + 1] = name end
end

-- 表头印着这一年的有几张。
local function heads_of(document, year)
  local count = 0
  for _, t in ipairs(document:tables()) do
    if t.year and t.year <= year and t.year >= year then count = count + 1 end
  end
  return amount(tostring(count))
end

rule {
  id     = "national.tables.year",
  title  = "表名、表头的年度应与公开文本的年度一致",
  basis  = "部门预算、部门决算公开样表：表头的年度与封面一致",
  on     = { document = { "部门决算", "部门预算" }, table = all },
  kind   = "逻辑性",
  severity = "verify",
  note   = "勾稽 I74；别的表的表头多数印着公开文本的年度的，是警告",
  remedy = "请核对表头的年度，更正沿用的上年表头。",

  run = function(t, check, document)
    -- 并列几个年度的（2021年决算及2022年预算），有一个是就对
    local years, own = text.all(t.title or t.name, "20[0-9]{2}"), false
    if #years < 1 and not t.year then return end
    for _, year in ipairs(years) do own = own or text.same(year, tostring(document.year)) end
    if #years > 0 and not own then
      check:holds(false, { printed = years[1], expected = tostring(document.year), case = "title",
        message = "表名写的是 {printed} 年，公开文本是 {expected} 年。" })
    elseif t.year then
      local others, same = heads_of(document, document.year), heads_of(document, t.year)
      check:holds(t.year <= document.year and t.year >= document.year, { printed = tostring(t.year), expected = tostring(document.year), case = "head",
        severity = others >= param "tables.heads_of_year" and others > same and "warning" or nil, values = { others = others },
        message = "表头印的是 {printed} 年度，公开文本是 {expected} 年度（另有 {others} 张表的表头是 {expected} 年度）。" })
    else
      check:holds(true)
    end
  end,
}
