local rows = require "project_rows"

rule {
  id     = "national.disclosure.summary_forms",
  title  = "自评情况汇总表应与各项目的自评表一致，合计应等于各项目之和",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "E14 E15；凭项目名称认，汇总表、项目清单里只有一行是这个项目的才比",
  remedy = "请核对汇总表与项目的自评表，改为同一个数。",

  run = function(document, check)
    for _, t in ipairs(document:tables()) do
      if rows.is_summary(t) or rows.is_list(t) then
        for _, pair in ipairs(rows.summary_pairs(t, document)) do
          check:holds(pair.agreed, { case = "form", at = pair.cell, printed = tostring(pair.cell), expected = tostring(pair.told), values = { form = pair.form },
            message = "汇总表“{row}”的{column}为 {printed}，自评表“{form}”为 {expected}。" })
        end
        for _, total in ipairs(rows.is_summary(t) and rows.totals(t) or {}) do
          check:same(total.cell, total.added, { case = "total", message = "汇总表合计的{column}为 {left}，各项目之和为 {right}，相差 {gap}。" })
        end
      end
    end
  end,
}
