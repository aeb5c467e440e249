local words = require "evaluation_forms"
local facts = require "facts"

layout {
  id      = "national/any",
  title   = "没有专门版式的公开文本：按通用词汇认表头、认栏",
  generic = true,      -- 由它读的，审核发现最多到“核实”
  kind    = "self_evaluation",
  basis   = "各省公开的自评表的共同用词",

  recognise = function(source)
    local forms = source:forms(words)
    if #forms < 1 then return { score = 0 } end
    return { score = 10, why = "第 " .. forms[1].line .. " 行起有 " .. #forms .. " 张自评表，栏名认得" }
  end,

  read = function(source, out)
    out:forms(words)
    local own = facts.read(source)
    out:document {
      unit = not out:has "unit" and own.unit or nil,
      year = not out:has "year" and own.year or nil,
      money_unit = not out:has "money_unit" and own.money_unit or nil,
      published_on = own.published_on,
    }
  end,
}
