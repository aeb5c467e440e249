local repeated = require "narrative_repeated"

rule {
  id     = "national.narrative.repeated",
  title  = "同一件事在文字说明里应是同一个数",
  basis  = "公开文本前后的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I66；报表里有这件事的，由文表一致的规则核对",
  remedy = "请核对这几处，改为同一个数。",

  run = function(document, check)
    for _, pair in ipairs(repeated.pairs_of(document, check)) do
      check:same(pair.odd.amount, pair.usual.amount, {
        severity = pair.severity, case = pair.severity, tail = "note",
        message = "{row}这里为 {left}，另一处（{subject}）为 {right}，相差 {gap}。", values = { subject = pair.usual.subject },
      })
    end
  end,
}
