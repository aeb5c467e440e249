local narrative = require "narrative"

-- “无政府性基金预算财政拨款收入、支出”说了几件事的，一件一件认。
local function facts_of(entry)
  if entry.fact then return { entry.fact } end
  local found = {}
  for _, part in ipairs(text.split(text.replace(entry.claim.subject or "", "以及|[及和与,，]", "、"), "、")) do
    found[#found + 1] = text.match(part, param "narrative.none_parts") and narrative.fact_named(part, false) or nil
  end
  return found
end

rule {
  id     = "national.narrative.none_told",
  title  = "文字说没有的收入、支出，报表里不应有数",
  basis  = "公开文本、决算报表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "勾稽 I66；文字的范围（本级、某一种资金）可能更窄，所以只请核实",
  remedy = "请核对文字说明与报表：确实没有的，报表应为 0 或空白；有的，请改写这一句。",

  run = function(document, check)
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim = entry.claim
      if text.same(claim.kind, "total") and text.same(claim:state "amount", "blank") and not claim.of then
        for _, fact in ipairs(facts_of(entry)) do
          local cell = narrative.cells(document, fact)[1]
          if cell then
            check:holds(cell.value:zero(), { at = cell.value, row = claim.subject, printed = cell.value, values = { table = cell.table, fact = fact.name },
              message = "文字说明写的是没有{row}，《{table}》的{fact}却是 {printed}，请核实。" })
          end
        end
      end
    end
  end,
}
