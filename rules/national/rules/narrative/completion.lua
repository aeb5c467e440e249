local narrative = require "narrative"

rule {
  id     = "national.narrative.completion",
  title  = "完成预算的百分比应等于决算数除以预算数",
  basis  = "公开文本文字说明的通行写法：完成预算 = 决算数 ÷ 预算数（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I65",
  remedy = "请重新计算完成预算的百分比，核对预算数和决算数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, entry in ipairs(read.entries) do
      if text.same(entry.claim.kind, "completion") then
        narrative.check_percent(check, read, entry, { message = "{row}完成预算填报 {left}，决算数除以预算数应为 {right}。" })
      end
    end
  end,
}
