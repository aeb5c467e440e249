local narrative = require "narrative"
local twins = require "narrative_twins"

rule {
  id     = "national.narrative.base_year",
  title  = "同一个增减应与同一个年度比较",
  basis  = "公开文本前后的口径应当一致（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "勾稽 I74",
  remedy = "请核对是与哪一年比较，各处改为同一年度。",

  run = function(document, check)
    local found, agreed = twins.other_years(narrative.read(document))
    if agreed then check:holds(true) end
    for _, pair in ipairs(found) do
      check:same(pair.odd.base_year, pair.usual.base_year, {
        message = "{row}与 {left} 年比较，同样的增减别处是与 {right} 年比较。",
      })
    end
  end,
}
