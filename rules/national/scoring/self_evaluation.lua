local combined, execution, forms = require "combined", require "execution", require "forms"
local scores, totals = require "scores", require "form_totals"

-- 各项得分；能按公式重算的重算，只能由人评判的保留填报数。
local function add_indicators(e, score, rows)
  for _, row in ipairs(forms.scored_rows(e)) do
    local measured = row.weight:missing() and { kind = "judged" } or rows[row.name] or scores.measure(row)
    if measured.formula and not forms.is_subtotal_row(e, row) then
      score:line(row.name, row.weight, row.score, measured.formula)
    else
      score:judged(row.name, row.weight, row.score)
    end
  end
end

local function add_execution(e, score)
  local several = #execution.rows(e) > 1
  for _, fund in ipairs(execution.rows(e)) do
    local weight = execution.weight_of(fund, e)
    local by_rate, exact = execution.scores(fund, weight)
    local name = several and fund.name or "预算执行率"
    if by_rate or exact then
      score:line(name, weight, fund.score, by_rate or exact, exact or nil)
    elseif not weight:missing() or not fund.score:missing() then
      score:judged(name, weight, fund.score)
    end
  end
end

-- 各项都填了复核得分的，合计就是复核得分。
local function add_reviewed(e, score)
  local cells = {}
  for _, row in ipairs(forms.scored_rows(e)) do
    local cell = row:value "reviewed_score"
    if cell:missing() then return end
    cells[#cells + 1] = cell
  end
  score:reviewed(sum(cells))
end

scoring {
  id    = "national.scoring.self_evaluation",
  title = "自评得分测算：执行率得分与各项指标得分之和",
  basis = "财预〔2020〕10号：各项得分加总；计分办法、分档、等级端点按各包的参数",
  on    = { evaluation = "*" },

  run = function(e, score, document)
    if not forms.has_scores(e) or not forms.is_filled_in(e) then return end
    score:printed(e.total_score)
    score:bands(param "evaluation.grades", param "evaluation.grade_ends")
    if #execution.rows(e) < 1 and not totals.has_rate_inside(e) then
      score:incomplete "没有资金总额一行"
    elseif e.total_score:missing() and sum(forms.scored_cells(e, "weight")):missing() then
      score:incomplete "没有分值和总分，不知道指标有没有列全"
    elseif totals.has_rows_left_out(e) then
      score:incomplete "像是有的指标没有列出"
    end
    add_execution(e, score)
    add_indicators(e, score, combined.measures(e, document))
    add_reviewed(e, score)
  end,
}
