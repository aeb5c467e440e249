local disclosure = require "disclosure"
local flow_targets = require "flow_targets"
local printed = require "printed"
local targets = require "target_forms"

layout {
  id      = "national/performance_targets",
  title   = "预算绩效目标表（只有目标，没有完成值；有框线的文件）",
  kind    = "budget",
  generic = true,      -- 各地样式不一，栏是按词认的；审核发现最多到“核实”
  basis   = "部门预算公开的项目绩效目标表、部门整体绩效目标表",
  print   = printed.national,

  recognise = function(source)
    if not source:find "绩效(目标|信息)\\S{0,6}表" or source:find "自评" then return { score = 0 } end
    local form = source:forms(targets)[1]
    local alone = not form and flow_targets.remaining(source, {})[1]
    if alone then return { score = 16, why = "第 " .. alone.first_line .. " 行起有每格独占一行的绩效目标表" } end
    if not form then return { score = 0 } end
    for _, head in ipairs(form.indicators) do
      if text.contains(head, { "完成", "实际", "得分", "自评" }) then return { score = 0, why = "有完成值或得分的栏" } end
    end
    return { score = 16, why = "第 " .. form.line .. " 行起有绩效目标表，没有完成值和得分" }
  end,

  read = function(source, out) disclosure.read(source, out, { kind = "budget", forms = targets, forms_below_title = true }) end,
}
