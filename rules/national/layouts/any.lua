local disclosure = require "disclosure"
local printed = require "printed"

layout {
  id      = "national/any",
  title   = "没有专门版式的公开文本：按通用词汇认表头、认栏",
  generic = true,      -- 由它读的，审核发现最多到“核实”
  basis   = "各省公开样式的共同用词",
  print   = printed.national,

  recognise = function(source)
    return { score = 1, why = "没有专门的版式认得" }
  end,

  read = function(source, out) disclosure.read(source, out) end,
}
