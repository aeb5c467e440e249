local forms = require "forms"

rule {
  id     = "national.evaluation.repeated_indicator",
  title  = "同一指标不应在两个一级指标下重复计分",
  basis  = "财政评审常用的复核要点：产出和效益中的相同指标只计一次（条文待核）",
  kind   = "核实性",
  on     = { evaluation = "*" },
  remedy = "请删去重复的指标，或改为不同的指标。",

  run = function(e, check)
    local earlier = {}
    for _, row in ipairs(forms.scored_rows(e)) do
      for _, other in ipairs(earlier) do
        local both = row.level3 and other.level3 and row.level1 and other.level1 and row.target and other.target
        if both and not text.same(row.level1, other.level1) and text.same(row.level3, other.level3) and text.same(row.target.text, other.target.text) then
          check:holds(false, { at = row.weight, column = "三级指标", printed = row.level3, expected = "不重复的指标",
            values = { first = other.level1, second = row.level1 }, message = "“{printed}”在“{first}”和“{second}”下各计一次分。" })
        end
      end
      earlier[#earlier + 1] = row
    end
    check:holds(true)
  end,
}
