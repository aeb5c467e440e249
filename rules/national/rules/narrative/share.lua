local implied = require "implied_wholes"
local narrative = require "narrative"

local both = "{row}的占比填报 {left}：这几项加起来是{whole} {base}，占它应为 {right}；{left} 像是按{other} {instead} 算的，请核实。"
local alone = "{row}的占比填报 {left}：这几项加起来是{whole} {base}，占它应为 {right}，请核实。"

-- 没有印占什么的：看前面的总数。
local function check_implied(check, read)
  for _, group in ipairs(implied.groups(check, read)) do
    check:holds(true)   -- 其余的算得通
    for _, entry in ipairs(group.odd) do
      local other, base = implied.other(check, read, entry), group.whole
      check:same(entry.claim.percent, entry.claim.amount / base.amount, { severity = "verify", case = other and "other_whole" or "implied", message = other and both or alone,
        values = { whole = base.subject or "总数", base = base.amount, other = other and other.subject or "", instead = other and other.amount or "" } })
    end
  end
end

rule {
  id     = "national.narrative.share",
  title  = "占比应等于部分除以总数",
  basis  = "公开文本文字说明的通行写法：占比 = 部分 ÷ 总数，按印出的位数四舍五入（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I63 I69；最后一位的差别（截尾、凑足 100%）是提示。没有印占什么、各项加起来正好是前面的总数的，按那个总数请核实",
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
    check_implied(check, read)
  end,
}
