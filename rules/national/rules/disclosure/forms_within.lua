local projects = require "form_projects"

rule {
  id     = "national.disclosure.forms_within",
  title  = "各张项目表的资金之和不应超过报表的项目支出",
  basis  = "项目的资金是本单位项目支出的一部分（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "决算比执行数，预算比预算数；不在本单位支出的项目（对下转移支付）、跨年度的总额可能超过，所以只请核实",
  remedy = "请核对各张项目表的资金和报表的项目支出；资金不全在本单位、本年度支出的，请说明。",

  run = function(document, check)
    local pair = projects.spent(document)
    if not pair then return end
    check:at_least(pair.whole, pair.added, { values = { count = pair.count, table = pair.table },
      message = "公开的 {count} 张项目表的资金之和为 {right}，超过《{table}》的项目支出 {left}，多 {gap}。" })
  end,
}
