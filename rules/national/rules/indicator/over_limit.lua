local forms, scores = require "forms", require "scores"
local unreadable = require "unreadable"

-- 名称说的是全部成本、完成值是金额的：不应超过全年执行数。
local function spent_over(i, e, check)
  if not i.actual.is_money or i.actual.high or not text.contains(i.level3 or "", param "indicator.total_cost_words") or not forms.has_total_fund(e) then return nil end
  local executed = forms.total_fund(e).executed
  if not executed:missing() and not check:agrees(i.actual.value, executed) and i.actual.value > executed then return executed end
end

rule {
  id     = "national.indicator.over_limit",
  title  = "超过上限的指标，不应得满分而不说明",
  basis  = "财预〔2020〕10号：未达到指标值的按完成比例计分并说明原因（条文待核）；指标值印有 ≤ 的，超过就是没有达到",
  kind   = "核实性",
  on     = { indicator = "*" },
  note   = "按公式扣的分在得分的取整之内，才由本规则说；扣分多的由 national.indicator.score_formula 说",
  remedy = "请核对完成值；确实超过的，扣分或说明原因。",

  run = function(i, check, e)
    if i.score:missing() or i.weight:missing() or i.score < i.weight or forms.is_subtotal_row(e, i) then return end
    local target, actual = i.target, i.actual
    if not target or not actual or unreadable.told(i, check) or actual.worded or actual.high then return end
    if target.comparison ~= "≤" and target.comparison ~= "＜" or not target:comparable(actual) then return end
    local formula = scores.measure(i).formula
    if not formula or not check:agrees(i.score, formula) then return end
    local over = actual.value > target.value and not check:agrees(actual.value, target.value)
    local executed = spent_over(i, e, check)
    check:holds(not over and not executed or forms.is_reasoned(e, i), {
      at = i:value "actual", printed = actual.text, expected = target.text, case = over and executed and "both" or executed and "spent" or nil,
      values = { score = i.score, executed = executed or i.score },
      message = over and executed and "{row}的指标值是“{expected}”，完成值“{printed}”超过上限，也大于全年执行数 {executed}，得满分 {score} 分，没有说明原因。"
        or executed and "{row}的完成值“{printed}”大于全年执行数 {executed}，得满分 {score} 分，没有说明原因。"
        or "{row}的指标值是“{expected}”，完成值“{printed}”超过上限，得满分 {score} 分，没有说明原因。",
    })
  end,
}
