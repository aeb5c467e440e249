local disclosure = require "disclosure"
local flow = require "flow_forms"
local printed = require "printed"
local words = require "evaluation_forms"

layout {
  id      = "national/any",
  title   = "没有专门版式的公开文本：按通用词汇认表头、认栏",
  generic = true,      -- 由它读的，审核发现最多到“核实”
  basis   = "各省公开样式的共同用词",
  print   = printed.national,

  recognise = function(source)
    local money = source:find "[0-9]\\s*(亿|万|千|百)?元|[0-9]\\s*[%％]|单\\s*位\\s*[：:]"
    local found = money or source:forms(words)[1] or source:heads(flow.indicator_heads)[1]
    if not found then return { score = 0, why = "没有金额、比例，也没有认得的表头" } end
    return { score = 1, why = "没有专门的版式认得" }
  end,

  read = function(source, out) disclosure.read(source, out) end,
}
