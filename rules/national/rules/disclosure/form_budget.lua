local form_budget = require "form_budget"

rule {
  id     = "national.disclosure.form_budget",
  title  = "自评表的预算数应与“三公”经费表同一口径的预算数一致",
  basis  = "“三公”经费支出决算表表注：预算数是年初预算数还是全年预算数，以表注为准",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "E14 I53；执行数与“三公”表决算数相同的自评表，才是同一笔资金",
  remedy = "请核对“三公”经费表的预算数是年初数还是全年数，与表注一致。",

  run = function(document, check)
    for _, pair in ipairs(form_budget.pairs_of(document, check)) do
      check:same(pair.budget, pair.told, { row = pair.row, values = { form = pair.name, column = pair.column, table = pair.table },
        message = "《{table}》{row}的预算数为 {left}，表注说是{column}；自评表“{form}”的{column}为 {right}，相差 {gap}。" })
    end
  end,
}
