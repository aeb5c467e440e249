local form_counts = require "form_counts"

rule {
  id     = "national.disclosure.form_counts",
  title  = "评价报告里的完成数量应与自评表一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  note   = "E14；同一件事凭名称认，所以只请核实",
  remedy = "请核对报告与自评表里的数量，改为同一个数。",

  run = function(document, check)
    for _, pair in ipairs(form_counts.pairs_of(document)) do
      check:holds(pair.agrees, { at = pair.told, printed = pair.told, expected = pair.actual or pair.target, case = not pair.actual and "target" or nil,
        values = { told = pair.told, unit = pair.unit, form = pair.name, target = pair.target, actual = pair.actual },
        message = pair.actual and "报告里{row} {told} {unit}，自评表“{form}”的指标值是“{target}”，完成值是“{actual}”，请核实。"
          or "文字说明里{row} {told} {unit}，绩效目标表“{form}”的指标值是“{target}”，请核实。" })
    end
  end,
}
