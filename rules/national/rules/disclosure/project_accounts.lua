local rows = require "project_rows"
local statements = require "statements"

rule {
  id     = "national.disclosure.project_accounts",
  title  = "自评表的执行数应与项目支出决算表同一项目的支出数一致",
  basis  = "公开文本、报表和自评表的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算" }, table = statements.names "一般公共预算财政拨款项目支出决算表" },
  kind   = "核实性",
  note   = "凭项目名称认，表里只有一行是这个项目的才比；与执行数、其中一种资金的执行数有一个相等就是相等",
  remedy = "请核对项目支出决算表与自评表的金额；口径不同的请写明。",

  run = function(t, check, document)
    for _, pair in ipairs(rows.account_pairs(t, document, check)) do
      if pair.agreed then
        check:holds(true)
      else
        check:same(pair.cell, pair.told, { values = { form = pair.form, table = t.name }, message = "“{row}”在《{table}》里为 {left}，自评表“{form}”的执行数为 {right}，相差 {gap}。" })
      end
    end
  end,
}
