local disclosure = require "disclosure"
local forms = require "flow_forms"
local printed = require "printed"
local words = require "evaluation_forms"

layout {
  id    = "national/evaluation_text",
  title = "绩效自评表（各地样式，按表头认栏；框线失去的文本也读）",
  kind  = "self_evaluation",
  generic = true,      -- 各地样式不一，栏是按词认的；审核发现最多到“核实”
  basis = "各省公开的项目支出、部门整体支出绩效自评表样表",
  print = printed.national,

  recognise = function(source)
    local title = forms.titles_of(source)[1]
    local drawn = source:forms(words)[1]
    if drawn then
      return { score = title and 15 or 12, why = "第 " .. drawn.line .. " 行起有自评表" .. (title and "，第 " .. title .. " 行有标题" or "") }
    end
    local head = source:heads(forms.indicator_heads)[1]
    if not head then return { score = 0 } end
    return { score = title and 15 or 12, why = "第 " .. head.first_line .. " 行有指标表头" .. (title and "，第 " .. title .. " 行有自评表标题" or "") }
  end,

  read = function(source, out) disclosure.read(source, out, { kind = "self_evaluation" }) end,
}
