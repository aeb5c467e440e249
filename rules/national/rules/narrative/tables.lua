local narrative = require "narrative"
local agreement = require "narrative_tables"

-- 预算公开里附着上一年度自评表的：文字说的执行数与自评表的同一行相同，说的不是本年预算。
local function is_executed(document, entry, check)
  if not entry.fact or not text.same(document.kind, "budget") then return false end
  for _, e in ipairs(document:evaluations()) do
    for _, fund in ipairs(e:funds()) do
      local same = text.contains(fund.source or "", entry.fact.name) and not fund:value("executed"):missing()
      if same and narrative.agrees(check, entry.claim.amount, fund:value "executed") then return true end
    end
  end
  return false
end

rule {
  id     = "national.narrative.tables",
  title  = "文字说明里的金额应与报表一致",
  basis  = "公开文本、决算报表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I66；名称和口径都相同的是错误，差一位的是提示",
  remedy = "请核对文字说明与报表，改为同一个数；口径不同的请在文中写明。",

  run = function(document, check)
    local told, read = {}, narrative.read(document)
    for _, entry in ipairs(read.entries) do
      local cells, severity = agreement.cells_of(check, document, entry)
      local mark = table.concat({ entry.fact and entry.fact.name or entry.claim.subject or "", entry.whole or "", entry.claim:printed "amount" or "" }, "|")
      if #cells > 0 and not told[mark] and not is_executed(document, entry, check) then
        told[mark] = true
        agreement.check(check, read, entry, cells, severity)
      end
    end
  end,
}
