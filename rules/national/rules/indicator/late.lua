local deadlines = require "deadlines"

-- 这一行、文字栏里有没有说为什么晚了；略去文字的看不到，不能说没有。
local function is_explained(i, e)
  if i.reason or i:more "（无栏名）" then return true end
  for _, block in ipairs(e:texts()) do
    if not block.text or text.contains(block.text, param "indicator.late_words") then return true end
  end
  return false
end

rule {
  id     = "national.indicator.late",
  title  = "晚于指标值规定的日期完成的，不应得满分而不说明",
  basis  = "财预〔2020〕10号：未达到指标值的按完成比例计分并说明原因（条文待核）；时效指标以指标值写的日期为准",
  kind   = "核实性",
  on     = { indicator = "*" },
  note   = "指标值和完成值都写了日期的才审；年份早于本年度的指标值由 national.evaluation.deadline_year 说",
  remedy = "请核对完成日期；确实晚于规定日期的，扣分或说明原因。",

  run = function(i, check, e, document)
    if i.score:missing() or i.weight:missing() or i.score < i.weight then return end
    local words, told = i:printed "target", i:printed "actual"
    local due, done = deadlines.read(words, document.year), deadlines.read(told, document.year)
    if not due or not done or due.year < document.year then return end
    check:holds(done.from <= due.to or is_explained(i, e), { at = i:value "actual", printed = told, expected = words, values = { score = i.score },
      message = "{row}的指标值是“{expected}”，完成值是“{printed}”，晚于规定的日期，得满分 {score} 分，没有说明原因。" })
  end,
}
