local deadlines = require "deadlines"

-- 一段文字写的期限在哪一年；没有写年份、另写着本年的，按本年看。
local function year_of(words, own)
  local plain = text.squeeze(text.fold(words or ""))
  if text.match(plain, param "indicator.multi_year") or text.match(plain, param "indicator.past_words") then return nil end
  local due = deadlines.read(plain, own)
  if not due then return nil end
  return text.contains(plain, { tostring(own) }) and own or due.year
end

-- 目标一栏里“2023年12月底前完成……”这样的期限。
local function goal_year(words, own)
  return text.match(text.squeeze(words or ""), "20[0-9]{2}年[^，。；,;]{0,8}(?:底|日|月|末)(?:之?前|以前|完成)") and year_of(words, own)
end

-- 目标写着上一年要做什么（“2023年完成……”），没有写本年的，像是沿用的。
local function stale_year(words, own)
  local plain = text.squeeze(text.fold(words or ""))
  if text.contains(plain, { tostring(own) }) or text.match(plain, param "indicator.multi_year") or text.match(plain, param "indicator.past_goals") then return nil end
  return text.match(plain, "(?:^|[，。；;,:：、])(?:计划|拟|力争|确保)?" .. tostring(own - 1) .. "年(?:度|内)*(?:" .. param "indicator.goal_verbs" .. ")") and own - 1
end

-- 写着期限的各处，早于本年的、晚于本年的：{ row, cell, column, printed, year }。
local function read(e, own)
  local earlier, later, seen = {}, {}, false
  local function add(year, one)
    if not year then return end
    one.year, seen = tostring(year), true
    if year < own then earlier[#earlier + 1] = one elseif year > own then later[#later + 1] = one end
  end
  for _, i in ipairs(e:indicators()) do
    local words = i:printed "target"
    if not text.match(i.name, param "indicator.multi_year") then add(year_of(words, own), { row = i.name, cell = i:value "target", column = "年度指标值", printed = words }) end
  end
  for _, block in ipairs(e:texts()) do
    if text.match(block.label, param "evaluation.goal_labels") then add(goal_year(block.text, own), { row = block.label, column = "内容", printed = block.text }) end
    if text.match(block.label, param "evaluation.goal_labels") and not goal_year(block.text, own) then add(stale_year(block.text, own), { row = block.label, column = "内容", printed = block.text, goal = true }) end
  end
  return earlier, later, seen
end

-- 几处只说一次：指向第一处。
local function tell(check, list, own, options)
  local first = list[1]
  options.at, options.row, options.column, options.printed, options.expected = first.cell, first.row, first.column, first.printed, tostring(own)
  options.values = { own = tostring(own), year = first.year, count = tostring(#list) }
  check:holds(false, options)
end

rule {
  id     = "national.evaluation.deadline_year",
  title  = "目标和指标值的期限应在本年度",
  basis  = "年度绩效目标、指标值说的是预算年度内的事（财预〔2015〕88号，条文待核）",
  kind   = "核实性",
  on     = { evaluation = "*" },
  note   = "名称、目标里写明跨年度、规划、续建、以前年度的不审；一张表只说一次。期限在以后年度的只提示",
  remedy = "请核对期限的年份，更正沿用的上年目标；跨年度的项目请在目标里写明。",

  run = function(e, check, document)
    if text.match(e.name or "", param "indicator.multi_year") then return end
    local own = document.year
    local earlier, later, seen = read(e, own)
    if not seen then return end
    if earlier[1] and earlier[1].goal then
      tell(check, earlier, own, { case = "goal", message = "{row}说的是 {year} 年要做的事，公开文本是 {own} 年度的，像是沿用了上年的目标。" })
    elseif earlier[1] then
      tell(check, earlier, own, { case = "earlier", message = "{row}写的期限“{printed}”在 {year} 年，早于 {own} 年度，像是沿用了上年的目标（这样的有 {count} 处）。" })
    elseif later[1] then
      tell(check, later, own, { case = "later", severity = "note", message = "{row}写的期限“{printed}”在 {year} 年，公开文本是 {own} 年度的（这样的有 {count} 处）。" })
    else
      check:holds(true)
    end
  end,
}
