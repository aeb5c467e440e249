local forms, wholes = require "forms", require "form_wholes"

-- 预算公开附着的上一年度自评表（有执行数）：与本年预算不是一年的数。
local function is_last_years(e, document)
  return text.same(document.kind, "budget") and forms.has_total_fund(e) and not forms.total_fund(e):value("executed"):missing()
end

rule {
  id     = "national.disclosure.form_over_total",
  title  = "自评表、绩效目标表的资金不应超过本单位的全部支出",
  basis  = "项目支出、部门整体支出是本单位支出的一部分；表头印有金额单位（项目资金（万元）），各处应当一致",
  on     = { evaluation = "*", document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "verify",
  suppresses = { "national.fund.over_budget" },
  note   = "别处有数字相同、正好相差一千、一万、一亿倍的数的，是单位写错。代列转拨的资金可能超过，所以没有这样的数时只请核实",
  remedy = "请核对金额单位（元、万元）；资金不全在本单位支出的，请说明。",

  run = function(e, check, document)
    if is_last_years(e, document) then return end
    local over, whole = wholes.over(document, e), wholes.spent(document)
    if over and over.twin then
      check:same(over.cell, over.twin, { case = "unit", severity = "warning", values = { whole = over.whole, table = over.table },
        message = "{row}填报 {left}，超过《{table}》的全部支出 {whole}；别处有数字相同的 {right}，像是单位写错（元、万元）。" })
    elseif over then
      check:at_most(over.cell, over.whole, { values = { table = over.table }, message = "{row}填报 {left}，超过《{table}》的全部支出 {right}，多 {gap}。" })
    elseif whole then
      check:holds(true)
    end
  end,
}
