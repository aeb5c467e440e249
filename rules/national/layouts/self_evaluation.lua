local disclosure = require "disclosure"
local forms = require "flow_forms"
local printed = require "printed"
local words = require "evaluation_forms"

-- 全国样表的表头；字一样、栏一样的才算。
local heads = {
  "年初预算数", "全年预算数", "全年执行数", "执行率", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
}

layout {
  id    = "national/self_evaluation",
  title = "项目支出绩效自评表（全国样表）",
  kind  = "self_evaluation",
  basis = "《项目支出绩效评价管理办法》（财预〔2020〕10号）所附自评表样式",
  print = printed.national,

  recognise = function(source)
    local first = source:forms(words)[1]
    if not first or not forms.titles_of(source)[1] then return { score = 0 } end
    for _, head in ipairs(heads) do
      local letters = text.all(head, ".")
      if not source:find(table.concat(letters, "\\s*")) then return { score = 0 } end
    end
    return { score = 30, why = "第 " .. first .. " 行起有自评表，栏名都是全国样表的" }
  end,

  read = function(source, out) disclosure.read(source, out, { kind = "self_evaluation" }) end,
}
