local forms = require "flow_forms"
local words = require "evaluation_forms"

layout {
  id    = "national/evaluation_text",
  title = "绩效自评表（文本，框线已失去；各省样式，按表头认栏）",
  kind  = "self_evaluation",
  basis = "各省公开的项目支出、部门整体支出绩效自评表样表",

  recognise = function(source)
    local head = source:heads(forms.indicator_heads)[1]
    if not head then return { score = 0 } end
    -- 有框线的表由按格读的版式来读。
    if #source:forms(words) > 0 then return { score = 5, why = "第 " .. head.first_line .. " 行有指标表头，另有按格读得出的自评表" } end
    local title = forms.titles_of(source)[1]
    local score = title and 20 or 12
    return { score = score, why = "第 " .. head.first_line .. " 行有指标表头" .. (title and "，第 " .. title .. " 行有自评表标题" or "") }
  end,

  read = function(source, out)
    local read, facts = forms.read_all(source, out)
    local first = facts[1] or {}
    local top = read[1] and read[1].title or 1
    local unit = first.unit or first.implementer or first.department
    out:document {
      unit = unit,
      year = first.year and first.year:match "20[0-9]{2}" or forms.find_piece(source, words.year_patterns, top, source:count()) or
        forms.find_piece(source, words.year_patterns, 1, top),
      money_unit = forms.find_piece(source, words.money_patterns, 1, source:count()),
    }
  end,
}
