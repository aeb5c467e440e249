-- 数据集怎样印成公开的样子：表头、栏名的印法。各省版式只写不同的地方：printed.with { indicators = { … } }。
-- 印出的字都在读入的词汇里（evaluation_forms、statements、claims），所以印出来的能再读回来。

local national = {
  kinds = { final_accounts = "部门决算", budget = "部门预算", self_evaluation = "绩效自评" },
  scopes = { project = "项目支出绩效自评表", department = "部门整体支出绩效自评表" },
  document = {
    { "unit", "单位名称" }, { "unit_code", "单位代码" }, { "department", "主管部门" }, { "money_unit", "金额单位" },
    { "published_on", "公开时间" }, { "approved_on", "批复时间" },
  },
  facts = { { "project:name", "项目名称" }, { "department:name", "部门（单位）名称" }, { "stated_score", "自评得分" } },
  funds_label = "项目资金",
  funds = {
    { "source", "资金来源" }, { "initial", "年初预算数" }, { "annual", "全年预算数" }, { "executed", "全年执行数" },
    { "weight", "分值" }, { "rate", "执行率" }, { "score", "得分" },
  },
  indicators = {
    { "level1", "一级指标" }, { "level2", "二级指标" }, { "level3", "三级指标" }, { "target", "年度指标值" },
    { "actual", "实际完成值" }, { "weight", "分值" }, { "score", "得分" }, { "reason", "偏差原因分析及改进措施" },
  },
  -- 只在有这一栏时才印
  heads = {
    nature = "指标性质", initial_target = "年初指标值", unit = "度量单位", coefficient = "得分系数", core = "是否核心指标",
    standard = "评分标准", reviewed_score = "复核得分", reviewed_reason = "复核说明", reason = "原因",
    money_unit = "金额单位", narrative = "情况说明",
  },
  total_label = "总分", grade_label = "自评等级",
  code_head = "科目编码", label_head = "项目", line_head = "行次", note_prefix = "注：",
  claims = {
    { "total", "{subject}{amount}{unit}。" },
    { "total", "无{subject}。" },
    { "amount", "{subject}{amount}{unit}。" },
    { "share", "{subject}{amount}{unit}，占{of}的{percent}。" },
    { "share", "{subject}占{of}的{percent}。" },
    { "share", "{subject}{amount}{unit}，占{percent}。" },
    { "share", "{subject}占{percent}。" },
    { "change", "{subject}[{amount}{unit}，]与{base_year}年{direction=持平}。" },
    { "change", "{subject}[{amount}{unit}，]与上年{direction=持平}。" },
    { "change", "{subject}[{amount}{unit}，]与{base_year}年相比，{direction}{change}{unit}，{percent_direction}{percent}。" },
    { "change", "{subject}[{amount}{unit}，]{direction}{change}{unit}，{percent_direction}{percent}。" },
    { "change", "{subject}[{amount}{unit}，]与{base_year}年相比，{direction}{change}{unit}[，{direction}{percent}]。" },
    { "change", "{subject}[{amount}{unit}，]{direction}{change}{unit}[，{direction}{percent}]。" },
    { "change", "{subject}[{amount}{unit}，]与{base_year}年相比，{direction}{percent}。" },
    { "change", "{subject}[{amount}{unit}，]{direction}{percent}。" },
    { "change", "{subject}预算数为{budget}{unit}，决算数为{amount}{unit}，预决算差异率{percent}。" },
    { "completion", "{subject}预算为{budget}{unit}，支出决算为{amount}{unit}，完成预算的{percent}。" },
    { "completion", "{subject}{amount}{unit}，完成预算的{percent}。" },
    { "completion", "{subject}为{amount}，完成预算的{percent}。" },
    { "completion", "{subject}完成预算的{percent}。" },
    { "count", "{subject}{amount}{unit}。" },
  },
}

local printed = {}

-- 与全国样式不同的地方，其余照旧。
function printed.with(own)
  local form = {}
  for key, value in pairs(national) do form[key] = value end
  for key, value in pairs(own) do
    form[key] = value
  end
  return form
end

printed.national = national
return printed
