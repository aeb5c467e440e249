-- 自评表以外的文字说的得分和等级：表前的“某某项目绩效自评综述：……自评得分为 95.5 分”，表后的“自评结论：综合得分 95.5 分，自评等级为优”。

local score = "(?:自评|综合|评价|考核)\\S{0,6}?(?:得分|总分|评分|打分|分数|得)\\s*(?:为|是|：|:)?\\s*([0-9]+(?:\\.[0-9]+)?)\\s*分"
local score_opens = "(?:自评|综合|评价|考核)\\S{0,6}?得?分?\\s*为?\\s*$"          -- 数折到下一行
local score_closes = "^\\s*(?:得?分)?\\s*(?:为|是|：|:)?\\s*([0-9]+(?:\\.[0-9]+)?)\\s*分"
local whole = "整体[^，。；,;]{0,14}?(?:得分|总分|评分)\\s*(?:为|是|：|:)?\\s*([0-9]+(?:\\.[0-9]+)?)\\s*分"
local own_score = "自评\\S{0,4}?(?:得分|总分|评分)\\s*(?:为|是|：|:)?\\s*([0-9]+(?:\\.[0-9]+)?)\\s*分"
local whole_told = "整体[^，。；,;项]{0,14}?自评[，,][^。；;项]{0,50}?" .. own_score   -- “对部门整体支出开展绩效自评，涉及资金 100 万元，自评得分 95.5 分”
local grade = "(?:评价|自评|绩效|评定)?等(?:级|次)\\s*(?:为|是|：|:)?\\s*[“\"「]?(优秀|良好|优|良|中|差|合格|不合格)(?:[”\"」。；;，,\\s]|$)"
local conclusion = "(?:自评|评价|绩效)\\s*结论\\s*[\\t：:|]*\\s*(优秀|良好|优|良|中|差|合格|不合格)\\s*$"     -- 结论一栏只有等级
local closing = "^\\s*总\\s*分[\\s,，|]+(?:100(?:\\.0+)?[\\s,，|]+)?([0-9]+(?:\\.[0-9]+)?)(?:[\\s,，|]+(?:优秀|良好|优|良|中|差))?[\\s,，|]*$"   -- “总分  100  96  优”排在文字栏之后
local closing_grade = "^\\s*总\\s*分[\\s,，|]+[0-9.]+[\\s,，|]+[0-9.]+[\\s,，|]+(优秀|良好|优|良|中|差)[\\s,，|]*$"
local behind = 12      -- 表后在这么多行里
local after = 3        -- 总分一行紧跟在表后
local inside = 8       -- 表的末尾几行可以是注和结论
local within = 5       -- 说到项目名称以后，得分在这么多行里

local function cut(source, pattern, from, to, group)
  if from > to then return nil end
  local line = source:find(pattern, from, to)
  return line and source:piece(line, pattern, group or 1), line
end

-- 说到这张表的项目名称的那一句里的得分；一句里接连说几个项目的，各取各的。
local function score_of(source, name, from, to)
  if text.length(name) < 3 or text.contains(name, "\\E") then return nil end
  return cut(source, "\\Q" .. name .. "\\E[^。；;]*?" .. score, from, to)
end

-- 项目名称后面说的得分，中间没有说到别的项目：“（二）某某项目。……自评得分 99.5 分”；数可以在后面几行。
-- 第二个结果：名称印在一行里。
local function score_behind(source, name, from, to, form)
  local quoted = "\\Q" .. name .. "\\E"
  local line = text.length(name) > 2 and not text.contains(name, "\\E") and source:find(quoted, from, to)
  if not line then return nil, false end
  for at = line, math.min(source:count(), line + within) do
    local lead = at > line and "^" or quoted
    local words = text.match(source:text(at), lead .. "(.*?)" .. score)
    if words and not text.contains(words[1], form.others) then return cut(source, lead .. ".*?" .. score, at, at), true end
    local rest = at > line and source:text(at) or text.match(source:text(at), quoted .. "(.*)$")[1]
    if words or text.contains(rest, form.others) then return nil, true end
  end
  return nil, true
end

-- 从这一行起的得分，可以折行；那一句说的是别的项目的不算。
local function score_from(source, from, to, form)
  local piece = score_of(source, form.name or "", from, to) or score_behind(source, form.name or "", from, to, form)
  if piece then return piece end
  local line
  piece, line = cut(source, score, from, to)
  if piece and text.contains(text.match(source:text(line), "^(.*?)" .. score)[1], form.others) then return nil end
  if piece then return piece end
  for line = from, to - 1 do
    if source:find(score_opens, line, line) then
      piece = cut(source, score_closes, line + 1, line + 1)
      if piece then return piece end
    end
  end
end

-- “部门整体支出绩效自评得分 95.5 分”：整体的得分，印在表外任何地方。得分可以折到下一行。第二个结果：紧跟着说的等级。
local function whole_score(source, form)
  for _, line in ipairs(source:all "整体") do
    if line < form.first_line or line > form.last_line then
      local piece = cut(source, whole, line, line)
      if piece then return piece end
      local before, joined = text.squeeze(source:text(line)), text.squeeze(source:text(line) .. source:text(line + 1))
      local found = text.match(joined, whole)
      if found and not text.match(before, whole) and text.match(before, "整体[^，。；,;]*$") then
        piece = cut(source, "^\\s*[^，。；,;]{0,16}?([0-9]+(?:\\.[0-9]+)?)\\s*分", line + 1, line + 1)
        if piece and text.same(piece.text, found[1]) then return piece end
      end
      local told = text.match(joined, whole_told)
      for at = line, told and line + 1 or line - 1 do
        piece = cut(source, own_score, at, at)
        if piece and text.same(piece.text, told[1]) then return piece, cut(source, own_score .. "[，,]\\s*" .. grade, at, at, 2) end
      end
    end
  end
end

-- 表外紧跟着这张表的得分说的等级：“部门整体支出绩效自评得分99.43分，评价等级为‘良’”。那一句说的是整体，或者说到了项目名称，没有说到别的项目。
local function told_grade(source, form, stated)
  local told = "\\Q" .. stated.text .. "\\E\\s*分[，,、；;]?\\s*" .. grade
  for _, line in ipairs(source:all(told)) do
    if line < form.first_line or line > form.last_line then
      local before = text.match(text.squeeze(source:text(line - 1) .. source:text(line)), "([^。；;]*?)" .. told)
      local words = before and before[1] or ""
      local named = text.same(form.scope or "", "department") and text.contains(words, "整体") or text.length(form.name or "") > 2 and text.contains(words, { text.squeeze(form.name) })
      if named and not text.contains(words, form.others) then return cut(source, told, line, line) end
    end
  end
end

-- 整体的得分是第几张的：只有一张部门整体的表，或者其中只有一张打了分。
local function whole_form(list)
  local departments, scored = {}, {}
  for index, form in ipairs(list) do
    if text.same(form.scope or "", "department") then
      departments[#departments + 1] = index
      if form.scored then scored[#scored + 1] = index end
    end
  end
  if #scored > 0 then return #scored < 2 and scored[1] or nil end
  return #departments < 2 and departments[1] or nil
end

-- 提到自评综述、自评得分的行，连同下一行，不计空白。
local function mentions(source)
  local found = {}
  for _, line in ipairs(source:all "自评(综述|情况|得分?|总分|评?分数?|打分)|自评\\S{0,4}$") do
    local around = source:text(line - 1) .. source:text(line) .. source:text(line + 1)
    found[#found + 1] = { line = line, words = text.squeeze(around) }
  end
  return found
end

-- 其余各张表的项目名称，不与这一张相同的。
local function names_beside(list, index)
  local found, own = {}, list[index].name or ""
  for position, other in ipairs(list) do
    if (position < index or position > index) and other.name and not text.same(other.name, own) then found[#found + 1] = other.name end
  end
  return found
end

-- list：各张表 { first_line, last_line, name, scope, scored, made }，按行的次序；made 是读出的次序，没有的就是这个次序。
local function read(source, out, list)
  local spoken = #list > 0 and mentions(source) or {}
  local department = whole_form(list)
  for index, form in ipairs(list) do
    form.others = names_beside(list, index)
    local limit = (list[index + 1] and list[index + 1].first_line or source:count() + 1) - 1
    local last = math.min(limit, form.last_line + behind)
    local from = math.max(form.first_line, form.last_line - inside)
    local stated = score_from(source, from, last, form)
    local rank = cut(source, grade, from, last) or cut(source, conclusion, from, last) or cut(source, closing_grade, form.last_line + 1, math.min(limit, form.last_line + after))
    stated = stated or cut(source, closing, form.last_line + 1, math.min(limit, form.last_line + after))
    local name = form.name and text.squeeze(form.name) or ""
    if not stated and text.length(name) > 2 then
      for _, mention in ipairs(spoken) do
        local outside = mention.line < form.first_line or mention.line > form.last_line
        if not stated and outside and text.contains(mention.words, { name }) then
          local named
          stated, named = score_behind(source, name, mention.line - 1, mention.line + 1, form)
          if not named then stated = score_from(source, mention.line, math.min(source:count(), mention.line + within), form) end
        end
      end
    end
    if not stated and department and index <= department and index >= department then
      local told
      stated, told = whole_score(source, form)
      rank = rank or told
    end
    local told = stated and told_grade(source, form, stated)
    if stated or rank then out:conclude(form.made or index, { stated_score = stated, grade = rank, stated_grade = told }) end
  end
end

return { read = read }
