-- 分值合计、总分怎样加：各项指标，加上单独计分的执行率。

local execution, forms = require "execution", require "forms"

-- 一栏的各项："weight" 或 "score"；执行率在前。
local function cells(e, field)
  local found = execution.cells(e, field)
  for _, cell in ipairs(forms.scored_cells(e, field)) do found[#found + 1] = cell end
  return found
end

-- 执行率已经在指标之中，或者各项指标的分值自己就合计 100。
local function has_rate_inside(e)
  if #execution.cells(e, "weight") > 0 then return false end
  return execution.indicator_of(e) ~= nil or forms.equal(sum(forms.scored_cells(e, "weight")), param "weights.total")
end

-- 指标有没有分值一栏：没有的，看不出有没有漏列的指标。
local function has_weights(e) return not sum(forms.scored_cells(e, "weight")):missing() end

-- 得分超过分值的按分值算就等于总分：错在那一项的得分，不在总分。
local function is_capped_total(e)
  local found, rate = {}, sum(execution.cells(e, "score"))
  if not rate:missing() then found[1] = rate end
  for _, row in ipairs(forms.scored_rows(e)) do
    found[#found + 1] = row.score:missing() and row.score or row.weight:missing() and row.score or least(row.score, row.weight)
  end
  return forms.equal(e.total_score, sum(found))
end

-- 没有填得分的几项按满分计就等于总分：错在没有填，不在总分。
local function counts_blanks(e)
  local found, rate, blanks = {}, sum(execution.cells(e, "score")), 0
  if not rate:missing() then found[1] = rate end
  for _, row in ipairs(forms.scored_rows(e)) do
    local blank = row.score:missing() and not row.weight:missing()
    blanks = blanks + (blank and 1 or 0)
    found[#found + 1] = blank and row.weight or row.score
  end
  return blanks > 0 and forms.equal(e.total_score, sum(found))
end

-- 分值合计不足 100，总分多出的不超过差的分值：像是有的指标没有列出。
local function has_rows_left_out(e)
  if not has_weights(e) then return false end
  local weights, scores = sum(cells(e, "weight")), sum(cells(e, "score"))
  if weights:missing() or scores:missing() or e.total_score:missing() or weights >= param "weights.total" then return false end
  local more = e.total_score - scores
  return not more:negative() and not more:zero() and more <= param "weights.total" - weights
end

-- 总分为什么不能核对："no_rate_score" 执行率没有填得分，"left_out" 有的指标没有列出；能核对的为 nil。
local function doubt(e)
  local without, rate = sum(forms.scored_cells(e, "score")), sum(execution.cells(e, "score"))
  if not rate:missing() or forms.equal(e.total_score, without) then return has_rows_left_out(e) and "left_out" or nil end
  if #execution.cells(e, "weight") > 0 then return "no_rate_score" end
  if has_rows_left_out(e) then return "left_out" end
  return not has_rate_inside(e) and "no_rate_score" or nil
end

-- 表里或文字里说有加分的，总分可以超过满分；数据集略去文字的，看不到。
local function has_bonus(e)
  for _, block in ipairs(e:texts()) do
    if not block.text or text.contains(block.text, "加分") then return true end
  end
  for _, row in ipairs(e:indicators()) do
    if text.contains((row.level1 or "") .. (row.level2 or "") .. (row.level3 or ""), "加分") then return true end
  end
  return false
end

-- 分值合计（各项相加的、合计栏印的）超过满分：错在分值，或者满分另有规定，不在总分。
local function is_overweight(e, full)
  local weights, printed = sum(cells(e, "weight")), e.total_weight
  if not printed:missing() and printed > full then return true end
  return has_weights(e) and not weights:missing() and weights > full
end

-- 各一级指标标题里的分值之和；有一个没有印的、没有印全的、只有一级的为 nil。
local function declared(e)
  local sections, complete = forms.sections(e)
  local found = {}
  for _, section in ipairs(sections) do
    if section.declared:missing() or forms.is_broken_heading(section.name) then return nil end
    found[#found + 1] = section.declared
  end
  return complete and #found > 1 and sum(found) or nil
end

return { has_bonus = has_bonus, is_overweight = is_overweight, declared = declared, doubt = doubt, cells = cells, has_weights = has_weights, is_capped_total = is_capped_total, counts_blanks = counts_blanks, has_rate_inside = has_rate_inside, has_rows_left_out = has_rows_left_out }
