local narrative = require "narrative"
local wholes = require "form_wholes"

rule {
  id     = "national.narrative.over_total",
  title  = "文字里的一项支出不应超过本单位的全部支出",
  basis  = "一项支出是全部支出的一部分；文字与报表的金额单位应当一致（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "只说报表里有同名的一行、数字相同而单位差一千、一万、一亿倍的；全市、全省的数比本单位大，不是错",
  remedy = "请核对文字里的金额单位（元、万元）。",

  run = function(document, check)
    local whole = wholes.spent(document)
    for _, entry in ipairs(whole and narrative.read(document).entries or {}) do
      local claim = entry.claim
      if entry.money and claim.subject and not claim.amount:missing() then
        local over = claim.amount > whole.value
        local words = over and text.label(claim.subject) or ""
        local twin, name
        if text.length(words) > 1 then twin, name = wholes.twin_of(document, words, claim.amount) end
        if twin then
          check:same(claim.amount, twin, { values = { whole = whole.value, table = name },
            message = "{row}填报 {left}，超过全部支出 {whole}；《{table}》里数字相同的是 {right}，像是单位写错（元、万元）。" })
        else
          check:holds(true)
        end
      end
    end
  end,
}
