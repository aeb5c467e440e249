-- 公开文本自己写明的事实：哪个单位、哪一年、哪一种、金额单位、公开和批复的日期。读不出的不填，留给 --set 或版式。

local near = 80                                   -- 封面和标题在前面这么多行里
local document = "(部门|单位|本级|汇总|部门（单位）|部门\\(单位\\)|整体)?\\s*(预算|决算|收支预算|收支决算)"
local date = "(20[0-9]{2})\\s*[年./-]\\s*([0-9]{1,2})\\s*[月./-]\\s*([0-9]{1,2})\\s*日?"
local money = "(人民币)?(亿元|万元|千元|百元|元)"

-- 一行里的一段；没有匹配为 nil。
local function cut(source, line, pattern, group)
  return line and source:piece(line, pattern, group or 1)
end

local function first(source, pattern, group, from, to)
  return cut(source, source:find(pattern, from, to), pattern, group)
end

-- “2021 年 9 月 24 日” → 2021-09-24，位置不变。
local function dated(source, label)
  local pattern = label .. "\\s*[：:]?\\s*" .. date
  local line = source:find(pattern)
  if not line then return nil end
  local year, month, day = source:piece(line, pattern, 1), source:piece(line, pattern, 2), source:piece(line, pattern, 3)
  local function two(piece) return text.length(piece.text) < 2 and "0" .. piece.text or piece.text end
  return source:piece(line, date, 0):as(year.text .. "-" .. two(month) .. "-" .. two(day))
end

-- 单位的名称：有汉字，不是金额单位，不是“目录”一类的字，也不是一句话。
local function is_body(piece)
  if not piece then return false end
  local name = text.squeeze(piece.text)
  return text.length(name) >= 3 and text.length(name) <= 40 and text.match(name, "\\p{Han}{3}") ~= nil
    and not text.match(name, "[元%％。；，,;：:“”\"]|^(目录|附件|附表|情况|关于|部门|单位|年度|一般|政府性|国有资本|财政拨款|收入|支出|公开)|(情况|说明|报表|目录|总表|表)$")
end

local function body(piece)
  if not is_body(piece) then return nil end
  local name = piece:match "^\\s*#*\\s*(?:关于)?\\s*(.+?)\\s*$"
  return name
end

-- 表头上的“部门：……”“单位名称：……”。
local function labelled_unit(source)
  local pattern = "^[\\s|]*(?:编制|填报|填表|公开|预算|部门|单位)?(?:部门（单位）|部门\\(单位\\)|部门|单位)(?:名称)?\\s*(?:（盖章）|\\(盖章\\)|（公章）)?\\s*[：:]\\s*([^\\s：:|]+)"
  for _, line in ipairs(source:all(pattern)) do
    local found = body(source:piece(line, pattern))
    if found then return found end
  end
end

-- 标题：“某某局 2021 年部门预算”，或者“2021 年某某局部门预算”；可以分成两三行。
local function titled_unit(source)
  local last = math.min(near, source:count())
  local before = "^[\\s#*|]*(?:关于)?(.+?)[（(]?(?:部门|单位)?[）)]?\\s*20[0-9]{2}\\s*年度?\\s*" .. document
  local after = "^[\\s#*|]*(?:附件[0-9]*[：:]?)?20[0-9]{2}\\s*年度?\\s*(.+?)\\s*" .. document
  local _, found = nil, nil
  for line = 1, last do
    found = found or body(cut(source, source:find(before, line, line), before))
    found = found or body(cut(source, source:find(after, line, line), after))
    if found then return found end
  end
end

-- 封面：“2020 年度”“某某办公室”“部门决算”各占一行，前后次序不一。
local function covered_unit(source)
  local last = math.min(near, source:count())
  local filled = source:all("\\S", 1, last)
  for index, line in ipairs(filled) do
    local year_alone = source:find("^[\\s#*]*20[0-9]{2}\\s*年度?[\\s#*]*$", line, line)
    local year_last = not year_alone and source:find("20[0-9]{2}\\s*年度?[\\s#*]*$", line, line)
    local next_line, after = filled[index + 1], filled[index + 2]
    local closing = "^[\\s#*]*" .. document .. "(公开|公开说明|报告|信息公开)?[\\s#*]*$"
    if year_last and next_line and source:find(closing, next_line, next_line) then
      local own = body(source:piece(line, "^[\\s#*]*(.+?)[\\s]*20[0-9]{2}\\s*年度?[\\s#*]*$"))
      if own then return own end
    end
    if year_alone and next_line then
      if after and source:find(closing, after, after) then
        local own = body(source:piece(next_line, "^[\\s#*]*(.+?)[\\s#*]*$"))
        if own then return own end
      end
      local own = body(cut(source, source:find("^[\\s#*]*(.+?)\\s*" .. document, next_line, next_line), "^[\\s#*]*(.+?)\\s*" .. document))
      if own then return own end
      if index > 1 and source:find(closing, next_line, next_line) then
        own = body(source:piece(filled[index - 1], "^[\\s#*]*(.+?)[\\s#*]*$"))
        if own then return own end
      end
    end
  end
end

-- 财政年度：标题和封面上“预算”“决算”前的年份；不是公开的年份。
local function fiscal_year(source)
  local last = math.min(near, source:count())
  local title = "(20[0-9]{2})\\s*年度?\\s*[^0-9。；]{0,40}?(预算|决算|整体支出|绩效自评)"
  local cover = "^[\\s#*]*(20[0-9]{2})\\s*年度?[\\s#*]*$"
  return first(source, title, 1, 1, last) or first(source, cover, 1, 1, last)
    or first(source, "[（(]\\s*(20[0-9]{2})\\s*年度?\\s*[）)]", 1) or first(source, title, 1)
    or first(source, "(20[0-9]{2})\\s*年度", 1)
end

-- 金额单位：表头写明的；没有写明的，看文字里的金额用的是哪一个。
local function money_unit(source)
  local found = first(source, "(?:金额|计量|货币)?单位\\s*[：:]\\s*" .. money .. "(?:[^\\p{Han}]|$)", 2)
    or first(source, "(?:资金|金额|预算数|决算数)\\s*[（(]\\s*(?:单位\\s*[：:]\\s*)?" .. money .. "\\s*[）)]", 2)
    or first(source, "[（(]\\s*(?:单位\\s*[：:]\\s*)?" .. money .. "\\s*[）)]", 2)
  if found then return found end
  local ten_thousands, ones = source:all "[0-9]\\s*万元", source:all "[0-9]\\s*元"
  if #ten_thousands < 1 and #ones < 1 then return nil end
  return #ten_thousands >= #ones and first(source, "[0-9]\\s*(万元)", 1) or first(source, "[0-9]\\s*(元)", 1)
end

-- 部门决算、部门预算还是绩效自评：先看标题，再看全文哪个说得多。
local function kind(source)
  local last = math.min(near, source:count())
  local line = source:find("(20[0-9]{2}\\s*年|部门|单位).{0,40}(决算|预算)|^[\\s#*]*(部门|单位)?(决算|预算)", 1, last)
  if line then
    local words = source:piece(line, "(决算|预算)[^算]*$")
    if words then return text.contains(source:text(line), "决算") and "final_accounts" or "budget" end
  end
  if source:find "绩效(目标)?自评表" then return "self_evaluation" end
  local accounts, budgets = #source:all "决算", #source:all "预算"
  if accounts < 1 and budgets < 1 then return nil end
  return accounts * 2 >= budgets and "final_accounts" or "budget"
end

local function read(source)
  return {
    unit = labelled_unit(source) or covered_unit(source) or titled_unit(source),
    year = fiscal_year(source),
    kind = kind(source),
    money_unit = money_unit(source),
    unit_code = first(source, "(?:单位|部门|预算单位)(?:编码|代码)\\s*[：:]\\s*([0-9A-Za-z]{3,})", 1),
    department = first(source, "(?:主管部门|主管单位|一级部门|上级主管部门)(?:名称)?\\s*[：:]\\s*([^\\s：:|，。]+)", 1),
    published_on = dated(source, "(?:公开|发布|公布)(?:时间|日期)"),
    approved_on = dated(source, "批复(?:时间|日期)"),
  }
end

return { read = read, unit = function(source) return labelled_unit(source) or covered_unit(source) or titled_unit(source) end,
  fiscal_year = fiscal_year, money_unit = money_unit, kind = kind }
