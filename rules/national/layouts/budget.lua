local statements = require "statements"

layout {
  id    = "national/budget",
  title = "部门预算公开文本（各地通用）",
  kind  = "budget",
  basis = "部门预算公开报表的通行样式",

  recognise = function(source)
    local cover = source:find "部门预算|单位预算|预算(公开|报表|信息)"
    local table_line = source:find "预算.*表|收支总表"
    if not (cover and table_line) then return { score = 0 } end
    return { score = 20, why = "第 " .. cover .. " 行有“预算”，第 " .. table_line .. " 行有报表" }
  end,

  read = function(source, out)
    out:document { unit = "某单位", year = "2021", money_unit = "万元" }
    out:tables(statements.book "budget")
  end,
}
