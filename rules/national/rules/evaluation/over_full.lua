local totals = require "form_totals"

-- 表里或文字里说有加分的，总分可以超过满分。
local function has_bonus(e)
  for _, block in ipairs(e:texts()) do
    if not block.text or text.contains(block.text, "加分") then return true end
  end
  for _, row in ipairs(e:indicators()) do
    if text.contains((row.level1 or "") .. (row.level2 or "") .. (row.level3 or ""), "加分") then return true end
  end
  return false
end

-- 得分都是照分值填的，分值合计超过满分：错在分值，不在总分。
local function is_of_weights(e, full)
  local weights = sum(totals.cells(e, "weight"))
  return totals.has_weights(e) and not weights:missing() and weights > full
end

rule {
  id     = "national.evaluation.over_full",
  title  = "总分不应超过满分",
  basis  = "财预〔2020〕10号；自评表表注“总分应为100分”",
  kind   = "逻辑性",
  severity = "warning",
  on     = { evaluation = "*" },
  note   = "分值合计超过满分的由 national.evaluation.weights_total 说；有加分项的不说",
  remedy = "请核对各项分值、得分和总分。",

  run = function(e, check)
    local full = param "weights.total"
    if e.total_score:missing() or e.total_score:is_rate() or is_of_weights(e, full) then return end
    check:holds(e.total_score <= full or has_bonus(e), { at = e.total_score, expected = full, column = "总分", values = { full = full, score = e.total_score },
      message = "总分填报 {score}，超过满分 {full} 分。" })
  end,
}
