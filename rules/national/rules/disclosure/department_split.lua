local projects = require "form_projects"

rule {
  id     = "national.disclosure.department_split",
  title  = "部门整体表的基本支出、项目支出应与报表一致",
  basis  = "部门整体支出就是报表里的支出；同一份公开文本口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  suppresses = { "national.disclosure.department_projects" },
  note   = "基本支出、项目支出有一项与报表相符，才知道口径相同；决算比执行数，预算比预算数",
  remedy = "请核对部门整体表与报表的基本支出、项目支出；口径不同的请写明。",

  run = function(document, check)
    for _, pair in ipairs(projects.split_pairs(document, check)) do
      if pair.agreed then
        check:holds(true)
      else
        check:same(pair.cell, pair.told, { values = { table = pair.table },
          message = "部门整体表{row}的{column}为 {left}，《{table}》为 {right}，相差 {gap}；另一项两处相符。" })
      end
    end
  end,
}
