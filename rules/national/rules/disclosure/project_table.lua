local rows = require "project_rows"
local slips = require "unit_slips"
local statements = require "statements"
local wholes = require "form_wholes"

rule {
  id     = "national.disclosure.project_table",
  title  = "项目绩效目标表、自评表的资金应与项目支出表同一项目的预算数一致",
  basis  = "公开文本、报表和绩效目标的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门预算" }, table = statements.names "项目支出表" },
  kind   = "逻辑性",
  severity = "verify",
  note   = "凭项目名称认，表里只有一行是这个项目的才比；目标表印的是项目总额、跨年度的可能不同，所以只请核实",
  remedy = "请核对项目支出表与绩效目标表的金额；目标表填的是项目总额的，请写明。",

  run = function(t, check, document)
    for _, pair in ipairs(rows.project_pairs(t, document, check)) do
      local slip = false
      for _, e in ipairs(pair.agreed and {} or document:evaluations()) do slip = slip or text.same(e.name or "", pair.form) and wholes.is_slip(document, e) end
      if pair.agreed or slip then
        check:holds(true)   -- 单位写错的由 national.disclosure.form_over_total 说
      else
        local unit = slips.between(pair.cell, pair.told)
        check:same(pair.cell, pair.told, { case = unit and "unit" or nil, values = { form = pair.form },
          message = unit and "“{row}”在项目支出表里为 {left}，绩效目标表“{form}”的资金为 {right}，数字相同，像是单位写错（元、万元）。"
            or "“{row}”在项目支出表里为 {left}，绩效目标表“{form}”的资金为 {right}，相差 {gap}。" })
      end
    end
  end,
}
