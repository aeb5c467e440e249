local deadlines = require "deadlines"

-- 一句话里有没有名称中相连的两个字；许多指标都有的词（项目、完成）不算。
local function tells_of(sentence, name)
  local letters = text.all(text.squeeze(name or ""), "\\p{Han}")
  for at = 1, #letters - 1 do
    local pair = letters[at] .. letters[at + 1]
    if text.contains(sentence, pair) and not text.contains(pair, param "indicator.generic_words") then return true end
  end
  return false
end

-- 这一句说的是别的指标晚了：有别的指标名称里的词，没有这一个的。
local function is_of_another(sentence, i, e)
  if tells_of(sentence, i.level3) then return false end
  for _, row in ipairs(e:indicators()) do
    if not text.same(row.level3 or "", i.level3 or "") and tells_of(sentence, row.level3) then return true end
  end
  return false
end

-- 这一行、文字栏里有没有说为什么晚了；略去文字的看不到，不能说没有说明。
local function is_explained(i, e)
  if i.reason or i:more "（无栏名）" then return true end
  for _, block in ipairs(e:texts()) do
    if not block.text then return true end
    for _, sentence in ipairs(text.split(text.replace(block.text, "[；;\n]", "。"), "。")) do
      if text.contains(sentence, param "indicator.late_words") and not is_of_another(sentence, i, e) then return true end
    end
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
