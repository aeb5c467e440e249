local forms = require "forms"
local slips = require "unit_slips"
local wholes = require "form_wholes"

rule {
  id     = "national.indicator.cost_ceiling",
  title  = "全部成本的上限不应高于项目资金",
  basis  = "成本指标约束项目支出：上限高于能用的资金，就约束不了（评审通行要求，条文待核）",
  kind   = "核实性",
  severity = "verify",
  on     = { indicator = "*" },
  note   = "只看名称说的是全部成本、指标值印有 ≤ 的；几年的总投资可以高于当年资金，所以只请核实",
  remedy = "请核对指标值和资金总额；上限按当年资金设定，跨年度的写明是几年的。",

  run = function(i, check, e, document)
    local target = i.target
    if not target or target.worded or target.high or not target.is_money or not text.contains(i.level3 or "", param "indicator.total_cost_words") then return end
    if target.comparison ~= "≤" and target.comparison ~= "＜" or not forms.has_total_fund(e) then return end
    local fund, most = forms.total_fund(e), nil
    for _, money in ipairs { fund.initial, fund.annual, fund.executed } do
      if not money:missing() and (not most or money > most) then most = money:like(target.value) end
    end
    if not most then return end
    -- 资金的单位写错、超过全部支出的，由 national.disclosure.form_over_total 说
    if slips.between(target.value, most) and target.value < most and not wholes.is_slip(document, e) then
      check:holds(false, { case = "unit", at = i:value "target", printed = target.text, expected = tostring(most), values = { fund = most },
        message = "{row}是“{printed}”，资金总额是 {fund}，数字相同，像是单位写错（元、万元）。" })
      return
    end
    check:holds(target.value <= most * (amount "100%" + param "indicator.ceiling_slack"), { at = i:value "target", printed = target.text, expected = "不高于 " .. tostring(most), values = { fund = most },
      message = "{row}的上限是“{printed}”，高于资金总额 {fund}，约束不了支出。" })
  end,
}
