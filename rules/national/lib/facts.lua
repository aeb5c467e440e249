-- 公开文本自己写明的事实：哪个单位、哪一年、哪一种、金额单位、公开和批复的日期。读不出的不填，留给 --set 或版式。

local places = require "places"

local near = 80                                   -- 封面和标题在前面这么多行里
local document = "(?:部门|单位|本级|汇总|部门（单位）|部门\\(单位\\)|整体)?\\s*(?:综合)?(?:预算|决算|收支预算|收支决算)"
local closing = "^[\\s#*]*" .. document .. "(?:公开|公开说明|说明|报告|信息公开)?[\\s#*]*$"
local endings = "(?:省|市|县|区|旗|州|局|委|委员会|办公室|办公厅|办|厅|院|室|处|会|所|站|队|校|学校|学院|小学|中学|幼儿园|大学|医院|中心|公司|政府|组|部|馆|台|社|团|街道|镇|乡)"
local date = "(20[0-9]{2})\\s*[年./-]\\s*([0-9]{1,2})\\s*[月./-]\\s*([0-9]{1,2})\\s*日?"
local money = "(人民币)?(亿元|万元|千元|百元|元)"
-- 不是单位名称的字：表头、目录、别的栏名
local not_names = "^第[一二三四五六七八九十]+(?:部分|章)|[元%％。；，,;：:“”\"0-9]|^(目录|附件|附表|情况|关于|部门|单位|本部门|本单位|我部门|我单位|年度|一般|政府性|国有资本|财政拨款|收入|支出|公开|填报|填表|报表|项目|盖章|公章|名称|整体)|(情况|说明|报表|目录|总表|表|日期|时间|数|合计|小计|金额|性质|类型|级次|方式|编码|代码|隶属关系|负责人|电话|地址)$|" .. places.opens_sentence

-- 一行里的一段；没有匹配为 nil。
local function cut(source, line, pattern, group)
  return line and source:piece(line, pattern, group or 1)
end

local function first(source, pattern, group, from, to)
  return cut(source, source:find(pattern, from, to), pattern, group)
end

-- “2021 年 9 月 24 日” → 2021-09-24，位置不变。栏名和日期之间可以有冒号、括号、竖线。
local function dated(source, label)
  local between = "[\\s：:|\\]】）)]*"
  local pattern = label .. between .. date
  local line = source:find(pattern)
  if not line then return nil end
  local year, month, day = source:piece(line, pattern, 1), source:piece(line, pattern, 2), source:piece(line, pattern, 3)
  local function two(piece) return text.length(piece.text) < 2 and "0" .. piece.text or piece.text end
  return source:piece(line, label .. between .. "(" .. date .. ")", 1):as(year.text .. "-" .. two(month) .. "-" .. two(day))
end

-- 一个单位的名称，不是栏名，不是一句话；去掉两边的记号。
local function body(piece)
  if not piece then return nil end
  -- “101001-某某局”“某某局（101001）”：代码另记；“某某局（2021年度）”：年度不是名称
  piece = piece:match "^[（(\\[【]?[0-9]{3,12}[）)\\]】]?\\s*[-_—]*\\s*(\\p{Han}.*)$" or piece
  piece = piece:match "^(.*\\p{Han})\\s*[（(\\[【]\\s*(?:[0-9]{3,12}|20[0-9]{2}\\s*年度?)\\s*[）)\\]】]$" or piece
  -- “某某中心金额单位：万元”挨着印的：后面是别的栏名
  piece = piece:match "^(.*\\p{Han}{3}?)\\s*(?:(?:金额|货币|计量|资金)单位|填[报表](?:日期|时间)|编制日期)$" or piece
  local name = text.squeeze(piece.text)
  if text.length(name) < 3 or text.length(name) > 40 or not text.match(name, "\\p{Han}{3}") or text.match(name, not_names) then return nil end
  return piece:match "^[\\s#*|]*(?:关于)?\\s*(.+?)[\\s#*|]*$"
end

local function found(source, pattern, from, to)
  for _, line in ipairs(source:all(pattern, from, to)) do
    local name = body(source:piece(line, pattern, 1))
    if name then return name end
  end
end

-- 名称折到下一行的：“单位（盖章）：中共某某州委”下一行“办公室”。只接很短的一行。
local function whole(source, name)
  if not name or text.match(name.text, endings .. "$") and not text.match(name.text, "委$") then return name end
  for line = name.to + 1, math.min(name.to + 3, source:count()) do
    local rest = source:piece(line, "^\\s*(\\S{1,8})\\s*$")
    if rest then return text.match(rest.text, "^\\p{Han}+$") and text.match(rest.text, endings .. "$") and name:join(rest) or name end
    if source:find("\\S", line, line) then return name end
  end
  return name
end

-- 表头上写明的单位，可靠的在前：“部门（单位）名称 某某局”“部门：某某局”“单位（盖章）：某某局”“实施单位 某某学校”。
local function labelled_unit(source)
  local seal = "[\\s\u{a0}]*(?:[（(][^（）()]{0,6}章[）)])?\\s*"
  local separator = "(?:[\\s\u{a0}]*[：:][\\s\u{a0}]*|[\\s\u{a0}\\t|,，]+)"
  local name = "([^\\s\u{a0}　：:|,，\\t]+)"
  return found(source, "(?:部门（单位）|部门\\(单位\\)|单位|部门)(?:(?:编码|代码)[及和与])?名称" .. seal .. separator .. name)
    or found(source, "^[\\s|]*(?:编制|填报|填表|公开|预算)?(?:部门（单位）|部门\\(单位\\)|部门|单位)" .. seal .. "[：:]\\s*" .. name)
    or found(source, "(?:编制|填报|填表|公开|预算)(?:部门|单位)" .. seal .. "[：:]\\s*" .. name)
end

-- 自评表里的实施单位：没有封面和标题时才用。
local function doing_unit(source)
  return found(source, "(?:项目)?(?:实施|承担|执行|使用|预算)单位\\s*(?:[（(][^（）()]{0,6}章[）)])?(?:\\s*[：:]\\s*|[\\s\\t|,，]+)([^\\s：:|,，\\t]+)")
end

-- 标题：“某某局 2021 年部门预算”，或者“2021 年某某局部门预算”；可以分成两三行。
local function titled_unit(source)
  local last = math.min(near, source:count())
  return found(source, "^[\\s#*|]*(?:关于)?(\\S.+?)[（(]?(?:部门|单位|本级)?[）)]?\\s*20[0-9]{2}\\s*年度?\\s*" .. document, 1, last)
    or found(source, "^[\\s#*|]*(?:附件[0-9]*[：:]?)?20[0-9]{2}\\s*年度?\\s*(\\S.+?)\\s*" .. document, 1, last)
    or found(source, "^[\\s#*|]*(?:关于)?(\\S.{0,38}?" .. endings .. ")\\s*20[0-9]{2}\\s*年", 1, last)
    or found(source, "^[\\s#*|]*20[0-9]{2}\\s*年度?\\s*(\\S.{0,38}?" .. endings .. ")(?:部门|单位|本级|[“\"]|财政|收|支|一般|预|决)", 1, last)
end

-- 封面：“2020 年度”“某某办公室”“部门决算”各占一行，前后次序不一。
local function covered_unit(source)
  local last = math.min(near, source:count())
  local filled = source:all("\\S", 1, last)
  local own = "^[\\s#*]*(.+?)[\\s#*]*$"
  local function is_closing(line) return line and source:find(closing, line, line) end
  for index, line in ipairs(filled) do
    local before, after, then_line = filled[index - 1], filled[index + 1], filled[index + 2]
    if source:find("^[\\s#*]*20[0-9]{2}\\s*年度?[\\s#*]*$", line, line) then
      local name = is_closing(then_line) and body(source:piece(after, own))
        or after and body(cut(source, source:find("^[\\s#*]*(.+?)\\s*" .. document, after, after), "^[\\s#*]*(.+?)\\s*" .. document))
        or is_closing(after) and before and body(source:piece(before, own))
      if name then return name end
    elseif is_closing(after) and source:find("20[0-9]{2}\\s*年度?[\\s#*]*$", line, line) then
      local name = body(source:piece(line, "^[\\s#*]*(.+?)\\s*20[0-9]{2}\\s*年度?[\\s#*]*$"))
      if name then return name end
    end
  end
end

-- 网页自己的标题：正文里没有写明时用。
local function page_unit(source)
  local title = source:title()
  local parts = title and text.match(title, "^\\s*(?:关于)?(\\p{Han}[^0-9，。：:|]{2,38}?)\\s*(?:关于)?\\s*20[0-9]{2}\\s*年度?\\s*(" .. document .. ")")
  return parts and not text.match(parts[1], not_names) and parts[1] or nil
end

-- 标题上面一行只有单位的名称：“某某局”下面是“2022年度项目支出绩效自评表”。
local function headed_unit(source)
  local last = math.min(near, source:count())
  local own = "^[\\s#*]*(\\S+" .. endings .. ")[\\s#*]*$"
  for _, line in ipairs(source:all("^[\\s#*]*(?:20[0-9]{2}\\s*年度?)?\\s*\\S{0,24}(?:自评\\S{0,4}表|自评报告|(?:决算|预算)(?:(?:信息)?公开)?(?:情况)?(?:的?说明)?)[\\s#*]*$", 1, last)) do
    local above = line - 1
    while above > 0 and not source:find("\\S", above, above) do above = above - 1 end
    local name = above > 0 and body(cut(source, source:find(own, above, above), own))
    if name then return name end
  end
end

local function unit(source)
  return whole(source, labelled_unit(source) or covered_unit(source) or titled_unit(source) or headed_unit(source)) or page_unit(source) or whole(source, doing_unit(source))
end

-- 财政年度：标题和封面上“预算”“决算”“自评”前的年份；不是公开的年份。
local year_said = "\\s*年度?\\s*[^0-9。；]{0,40}?(?:预算|决算|三公|整体支出|自评)"

-- 只有一张表的表名这样写，别处大多写的是前后一年：表名印错了年份，以别处为准。
local function usual_year(source, found)
  if not found or not text.match(text.squeeze(source:text(found.line)), "表(?:[（(][^（）()]*[）)])?$") then return found end
  local own = #source:all(found.text .. year_said)
  for _, other in ipairs { tostring(tonumber(found.text) + 1), tostring(tonumber(found.text) - 1) } do
    local lines = source:all(other .. year_said)
    if #lines > 2 and #lines > own * 2 then return source:piece(lines[1], "(" .. other .. ")" .. year_said, 1) end
  end
  return found
end

local function fiscal_year(source)
  local last = math.min(near, source:count())
  local title = "(20[0-9]{2})" .. year_said
  local found = first(source, title, 1, 1, last) or first(source, "^[\\s#*]*(20[0-9]{2})\\s*年度?[\\s#*）)]*$", 1, 1, last)
    or first(source, "[（(]\\s*(20[0-9]{2})\\s*年度?\\s*[）)]", 1) or first(source, title, 1)
    or first(source, "(20[0-9]{2})\\s*年度", 1) or first(source, "(20[0-9]{2})\\s*年", 1)
  return usual_year(source, found)
end

-- 金额单位：表头写明的；没有写明的，看文字里的金额用的是哪一个。
local function money_unit(source)
  local printed = first(source, "(?:金额|计量|货币)?单\\s*位\\s*[：:]\\s*" .. money .. "(?:[^\\p{Han}]|$)", 2)
    or first(source, "(?:资金|金额|预算数?|决算数?|执行情况)\\s*[（(]\\s*(?:单位\\s*[：:]\\s*)?" .. money .. "\\s*[）)]", 2)
    or first(source, "[（(]\\s*(?:单位\\s*[：:]\\s*)?" .. money .. "\\s*[）)]", 2)
  if printed then return printed end
  local ten_thousands, ones = source:all "[0-9]\\s*万元", source:all "[0-9]\\s*元"
  if #ten_thousands < 1 and #ones < 1 then return nil end
  return #ten_thousands >= #ones and first(source, "[0-9]\\s*(万元)", 1) or first(source, "[0-9]\\s*(元)", 1)
end

-- 部门决算、部门预算还是绩效自评：先看标题，再看全文哪个说得多。
local function kind(source)
  local last = math.min(near, source:count())
  local line = source:find("自评表|(20[0-9]{2}\\s*年|部门|单位).{0,40}(决算|预算)|^[\\s#*]*(部门|单位)?(决算|预算)", 1, last)
  local words = line and source:text(line)
  if words and text.contains(words, "自评") then return "self_evaluation" end
  if words then return text.contains(words, "决算") and "final_accounts" or "budget" end
  if source:find "绩效(目标)?自评表" then return "self_evaluation" end
  local accounts, budgets = #source:all "决算", #source:all "预算"
  if accounts < 1 and budgets < 1 then return nil end
  return accounts * 2 >= budgets and "final_accounts" or "budget"
end

-- 单位代码：写明“单位代码”的；写在单位名称前后的（“单位名称：101001-某某局”“部门：某某局（101001）”）。
local function unit_code(source)
  return first(source, "(?:单位|部门)(?:编码|代码)[及和与]名称\\s*[：:]\\s*[（(\\[【]?([0-9]{3,12})[）)\\]】]?\\s*[-_—]*\\s*\\p{Han}{2}", 1)
    or first(source, "(?:单位|部门|预算单位)(?:编码|代码)\\s*[：:|]?\\s*([0-9A-Za-z]{3,})", 1)
    or first(source, "^[\\s|]*(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称)?\\s*[：:]\\s*[（(\\[【]?([0-9]{3,12})[）)\\]】]?\\s*[-_—]*\\s*\\p{Han}{2}", 1)
    or first(source, "^[\\s|]*(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称)?\\s*[：:]\\s*\\p{Han}[^\\s：:|,，\\t]*?[（(\\[【]([0-9]{3,12})[）)\\]】]", 1)
end

-- 主管部门：冒号后面是名称，不是另一个栏名。
local function department(source)
  local pattern = "(?:主管部门|主管单位|一级部门|上级主管部门)(?:名称)?\\s*[：:]\\s*([^\\s：:|，。]+)"
  for _, line in ipairs(source:all(pattern)) do
    local piece = source:piece(line, pattern, 1)
    if piece and text.length(piece.text) >= 3 and not text.match(piece.text, "^[（(]?(?:盖章|公章|实施单位|项目|单位|部门|预算|填报)") then return piece end
  end
end

-- “于2023年2月10日批复”
local function approved(source)
  local pattern = "于\\s*" .. date .. "\\s*(?:正式)?批复"
  local line = source:find(pattern)
  if not line then return nil end
  local function two(piece) return text.length(piece.text) < 2 and "0" .. piece.text or piece.text end
  local year, month, day = source:piece(line, pattern, 1), source:piece(line, pattern, 2), source:piece(line, pattern, 3)
  return source:piece(line, "于\\s*(" .. date .. ")\\s*(?:正式)?批复", 1):as(year.text .. "-" .. two(month) .. "-" .. two(day))
end

-- 印明“预算级次：县级”的；没有印的由单位所在地推出。
local levels = { ["自治区"] = "省", ["直辖市"] = "省", ["州"] = "市", ["区"] = "县" }

local function level(source)
  local piece = first(source, "(?:预算|单位|财政)级次\\s*[：:|]?\\s*(中央|省|自治区|直辖市|市|州|县|区|乡|镇)(?:级|本级)", 1)
  return piece and piece:as(levels[piece.text] or piece.text)
end

local function read(source)
  return {
    unit = unit(source), year = fiscal_year(source), kind = kind(source), money_unit = money_unit(source),
    unit_code = unit_code(source), department = department(source),
    published_on = dated(source, "(?:公开|发布|公布|公示)\\s*(?:时间|日期)") or dated(source, "(?:信息)?发布(?:于)?[：:]"),
    approved_on = dated(source, "(?:预算|决算)?批复\\s*(?:时间|日期)") or approved(source),
    level = level(source),
  }
end

return { read = read, unit = unit, fiscal_year = fiscal_year, money_unit = money_unit, kind = kind }
