local narrative = require "narrative"

rule {
  id     = "national.narrative.share",
  title  = "占比应等于部分除以总数",
  basis  = "公开文本文字说明的通行写法：占比 = 部分 ÷ 总数，按印出的位数四舍五入（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I63 I69；最后一位的差别（截尾、凑足 100%）是提示",
  remedy = "请重新计算占比，核对占的是哪一个总数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, entry in ipairs(read.entries) do
      if text.same(entry.claim.kind, "share") then
        narrative.check_percent(check, read, entry, {
          message = "{row}占{of}的比重填报 {left}，按金额计算应为 {right}。", values = { of = entry.claim.of or "总数" },
        })
      end
    end
  end,
}
