local others = require "other_tables"
local identities = require "identities"
local shapes = require "shapes"

rule {
  id     = "national.tables.other_rows",
  title  = "名称不认得的报表各行：合计应等于各组成栏之和",
  basis  = "预决算公开报表的通行栏目：合计＝基本支出＋项目支出、基本支出＝人员经费＋公用经费、合计＝三本预算之和",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "verify",
  note   = "只看栏名；表的口径没有核对，所以只请核实",
  remedy = "请核对这一行的各栏；各栏不是这样相加的表，请在表注写明。",

  run = others.each(function(t, check)
    local whole = identities.parts_in(identities.spending, t) and identities.spending or identities.split
    shapes.row_total(whole, { identities.basic })(t, check)
    for _, name in ipairs { "basic", "by_use", "by_fund_open", "project" } do shapes.row_total(identities[name])(t, check) end
  end),
}
