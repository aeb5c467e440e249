-- 总分与各项之和不符，而把一项定量指标的得分、或者执行率得分换成公式的得分就相符：错在那一项的得分，总分是按对的加的。

local execution, forms, scores, totals = require "execution", require "forms", require "scores", require "form_totals"

-- 填报的得分换成总分应有的，是不是就是这个公式；与公式本来相符的不是。
local function is_due(check, score, formula, gap)
  return not check:agrees(score, formula) and (score + gap - formula):absolute() < param "score.slip_within"
end

-- 执行率得分的公式：按实际的、按填报的执行率都可以；与其中一个本来相符的不是写错。
local function of_fund(e, fund, check, gap)
  local by_rate, exact = execution.scores(fund, execution.weight_of(fund, e))
  if fund.score:missing() or by_rate and check:agrees(fund.score, by_rate) or exact and check:agrees(fund.score, exact) then return nil end
  for _, formula in ipairs { exact or by_rate, by_rate or exact } do
    if formula and is_due(check, fund.score, formula, gap) then return formula end
  end
end

local function of_indicator(e, row, check, gap)
  local measured = not row.score:missing() and not row.weight:missing() and not forms.is_subtotal_row(e, row) and scores.measure(row) or {}
  local formula = measured.kind ~= "brackets" and not measured.unsure and measured.formula or nil
  return formula and is_due(check, row.score, formula, gap) and formula or nil
end

-- 换成公式的得分以后总分对得上的一项：{ indicator 指标的一行, rates 资金第几行的公式 }；总分本来相符的、有两项都说得通的为 nil。
local function of(e, check)
  local all = sum(totals.cells(e, "score"))
  if e.total_score:missing() or all:missing() or forms.equal(e.total_score, all) or totals.doubt(e) then return nil end
  local found, gap = {}, e.total_score - all
  for position, fund in ipairs(execution.rows(e)) do
    local formula = of_fund(e, fund, check, gap)
    if formula then found[#found + 1] = { rates = { [position] = formula } } end
  end
  for _, row in ipairs(forms.scored_rows(e)) do
    local formula = of_indicator(e, row, check, gap)
    if formula then found[#found + 1] = { indicator = row, rates = {} } end
  end
  return #found == 1 and found[1] or nil
end

-- 这一项就是。
local function is_slip(e, row, check)
  local found = of(e, check)
  local other = found and found.indicator
  return other ~= nil and text.same(other.name, row.name) and other.ordinal <= row.ordinal and other.ordinal >= row.ordinal
end

-- 单独计分的执行率第几行的得分写错：公式的得分；没有写错的为 nil。
local function of_rate(e, position, check)
  local found = of(e, check)
  return found and found.rates[position] or nil
end

return { of = of, is_slip = is_slip, of_rate = of_rate }
