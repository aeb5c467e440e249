local narrative = require "narrative"

rule {
  id     = "national.narrative.small_business",
  title  = "授予小微企业的合同金额不应超过授予中小企业的，更不应超过采购总额",
  basis  = "部门决算公开文本“政府采购支出情况”的样式：授予中小企业合同金额，其中授予小微企业合同金额（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I69",
  remedy = "请核对采购总额、授予中小企业和授予小微企业的合同金额。",

  run = function(document, check)
    local read = narrative.read(document)
    local whole, middle, small = narrative.first_value(read, "政府采购"), narrative.first_value(read, "中小企业"), narrative.first_value(read, "小微企业")
    if middle and whole then check:at_most(middle, whole, { case = "middle", message = "授予中小企业合同金额 {left}，超过政府采购总额 {right}，多 {gap}。" }) end
    if small and middle then check:at_most(small, middle, { case = "small", message = "授予小微企业合同金额 {left}，超过授予中小企业合同金额 {right}，多 {gap}。" }) end
    if small and whole and not middle then check:at_most(small, whole, { case = "whole", message = "授予小微企业合同金额 {left}，超过政府采购总额 {right}，多 {gap}。" }) end
  end,
}
