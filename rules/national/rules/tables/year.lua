local coded = require "coded_tables"
local sangong_tables = require "sangong_tables"
local statements = require "statements"

local all = {}
for _, list in ipairs { coded.names, statements.names "收入支出决算总表", statements.names "财政拨款收入支出决算总表", statements.names "部门收支总表", statements.names "财政拨款收支总表" } do
  for _, name in ipairs(list) do all[#all + 1] = name end
end
for _, name in ipairs(sangong_tables.names) do all[#all + 1] = name end

rule {
  id     = "national.tables.year",
  title  = "表名里的年度应与公开文本的年度一致",
  basis  = "部门预算、部门决算公开样表：表头的年度与封面一致",
  on     = { document = { "部门决算", "部门预算" }, table = all },
  kind   = "逻辑性",
  severity = "verify",
  note   = "勾稽 I74",
  remedy = "请核对表头的年度，更正沿用的上年表头。",

  run = function(t, check, document)
    -- 并列几个年度的（2021年决算及2022年预算），有一个是就对
    local years, own = text.all(t.title or t.name, "20[0-9]{2}"), false
    if #years < 1 then return end
    for _, year in ipairs(years) do own = own or text.same(year, tostring(document.year)) end
    check:holds(own, { printed = years[1], expected = tostring(document.year),
      message = "表名写的是 {printed} 年，公开文本是 {expected} 年。" })
  end,
}
