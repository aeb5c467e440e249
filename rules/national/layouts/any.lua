local disclosure = require "disclosure"
local printed = require "printed"

layout {
  id    = "national/any",
  title = "任何公开文本（没有专门的版式时，按表头的字认栏）",
  basis = "各省公开样式的共同部分",
  print = printed.national,

  recognise = function(source)
    return { score = 1, why = "没有专门的版式认得" }
  end,

  read = function(source, out) disclosure.read(source, out) end,
}
