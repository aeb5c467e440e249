-- 预算公开的绩效目标表（申报表、批复表）：还没有完成值，资金是一个名称一个数。词汇从自评表来。
local words = require "evaluation_forms"
local fund_names = require "fund_names"

local function without(list, keys)
  local out = {}
  for _, one in ipairs(list) do
    local dropped = false
    for _, key in ipairs(keys) do dropped = dropped or text.same(one.key, key) end
    if not dropped then out[#out + 1] = one end
  end
  return out
end

local function copy(from, own)
  local out = {}
  for key, value in pairs(from) do out[key] = value end
  for key, value in pairs(own) do out[key] = value end
  return out
end

local function joined(...)
  local out = {}
  for _, list in ipairs { ... } do
    for _, one in ipairs(list) do out[#out + 1] = one end
  end
  return out
end

local columns = without(words.indicators.columns, { "actual", "score", "reason", "coefficient", "reviewed_score", "reviewed_reason", "more" })
columns[#columns + 1] = { key = "more", kind = "text",
  heads = { "绩效指标描述", "指标值确定依据", "确定依据", "说明", "指标说明", "指标解释", "备注", "指标值说明", "评分标准", "绩效标准", "指标值设定依据", "目标值设定依据", "设定依据", "四级指标", "指标方向性" },
  under = { "指标值", "目标值" }, below = { "前年", "上年", "上一年", "近两年", "往年", "历史" } }   -- 指标值分列几年的，本年的一栏才是目标
for at, column in ipairs(columns) do
  if text.same(column.key, "target") then
    columns[at] = copy(column, { under = { "指标值", "目标值" }, below = { "当年", "本年", "今年", "年度目标", "计划" } })
  end
end

local labels = {}
for _, name in ipairs(joined(words.funds.total_labels, fund_names, { "预算", "预算资金", "预算金额", "预算安排", "当年预算", "项目当年预算", "本年预算", "项目金额",
    "收入预算合计", "支出预算合计", "上级财政拨款", "本级财政安排", "本级财政拨款", "项目经费", "年度预算", "项目年度预算", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款" })) do
  for _, prefix in ipairs { "", "其中", "其中：", "其中-" } do labels[#labels + 1] = prefix .. name end
end

return copy(words, {
  titles = { "绩效目标批复表", "绩效目标表", "绩效目标申报表", "绩效目标公开表", "绩效目标审核表", "绩效目标情况表", "绩效目标汇总表", "绩效信息表" },
  not_titles = joined(words.not_titles, { "自评", "评价", "完成情况", "运行" }),
  funds = copy(words.funds, { labels = labels, amount = "annual", label_endings = { "：", ":" },
    side_labels = joined(words.funds.side_labels, { "预算规模", "资金规模", "项目资金规模", "预算情况" }) }),
  indicators = copy(words.indicators, { columns = columns, placeholders = { "^[.…。·]+$" } }),   -- 填“无”的也是一行
})
