local codes = require "codes"

-- 款级编码 → 名称，名称 → 编码。
local function standard()
  local by_code, by_name = {}, {}
  for _, pair in ipairs(param "economic.standard_names") do by_code[pair[1]], by_name[text.label(pair[2])] = pair[2], pair[1] end
  return by_code, by_name
end

rule {
  id     = "national.tables.economic_names",
  title  = "支出经济分类科目的名称应与编码相符",
  basis  = "2018 年起的部门预算支出经济分类科目：一个编码一个名称（条文待核）",
  kind   = "核实性",
  on     = { document = { "部门决算", "部门预算" } },
  effective = { from = 2018 },
  note   = "勾稽 I73；名称正好是另一个款级科目的才说，简写、多写的不说；一份公开文本只说第一处",
  remedy = "请核对科目编码和名称，其中一个写错了。",

  run = function(document, check)
    local by_code, by_name = standard()
    local seen
    for _, t in ipairs(document:tables()) do
      for _, row in ipairs(t:rows()) do
        local code = codes.of(row)
        local usual, other = by_code[code or ""], by_name[text.label(row.label or "")]
        if usual and other and not text.same(other, code) then
          check:holds(false, { row = row.label, column = "科目编码", printed = code, expected = other,
            values = { code = code, name = text.label(row.label), other = other, usual = usual },
            message = "{code} 的名称填报“{name}”，“{name}”是 {other}；{code} 是“{usual}”。" })
          return
        end
        seen = seen or usual
      end
    end
    if seen then check:holds(true) end
  end,
}
