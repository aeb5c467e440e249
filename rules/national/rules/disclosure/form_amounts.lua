local form_amounts = require "form_amounts"
local slips = require "unit_slips"

rule {
  id     = "national.disclosure.form_amounts",
  title  = "文字说明里项目的预算数、执行数应与自评表一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "E14；附在后面的评价报告里的数，只请核实",
  remedy = "请核对文字说明与自评表，改为同一个数。",

  run = function(document, check)
    local said = {}   -- 预算数和执行数是同一个数、错在一处的，只说一次
    for _, pair in ipairs(form_amounts.pairs_of(document, check)) do
      local mark = pair.cell and table.concat({ pair.name, tostring(pair.told), tostring(pair.cell) }, "|")
      if not mark then
        check:holds(true)
      elseif not said[mark] then
        said[mark] = true
        local unit = slips.between(pair.told, pair.cell)
        check:same(pair.told, pair.cell, { severity = pair.severity, case = unit and "unit" or nil, values = { form = pair.name },
          message = unit and "文字说明里{row}为 {left}，自评表“{form}”为 {right}，数字相同，像是单位写错（元、万元）。"
            or "文字说明里{row}为 {left}，自评表“{form}”为 {right}，相差 {gap}。" })
      end
    end
  end,
}
