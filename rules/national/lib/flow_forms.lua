-- 失去边框的文本里的自评表：表头怎样印，就按怎样的栏来读。词汇在 evaluation_forms.lua。
local words = require "evaluation_forms"
local sources = require "fund_names"
local levels_in = require "flow_levels"

local function merged(...)
  local out = {}
  for _, list in ipairs { ... } do
    for _, one in ipairs(list) do out[#out + 1] = one end
  end
  return out
end

local function escaped(word) return (text.replace(word, "([.()\\[\\]*+?|])", "\\\\\\1")) end

-- 任一词；字与字之间可有空白。
local function any_of(list)
  local parts = {}
  for _, word in ipairs(list) do parts[#parts + 1] = escaped(word) end
  return "(?:" .. table.concat(parts, "|") .. ")"
end

local function labels_of(entries)
  local out = {}
  for _, entry in ipairs(entries) do out = merged(out, entry.labels) end
  return out
end

local bracket = "(?:\\s*[（(][^）)]*[）)])?"
local after = bracket .. "(?:\\s*[：:]\\s*|\\s+|$)"
local fact_label = any_of(labels_of(words.facts))
local text_label = any_of(labels_of(words.texts))
local note_label = any_of(words.notes)
local side_label = any_of(merged(words.funds.side_labels, words.indicators.side_labels))
local total_label = "^\\s*(?:总\\s*分|合\\s*计|总\\s*计|" .. any_of(words.indicators.total_labels) .. ")" .. bracket .. "(?:\\s|[：:]|[0-9]|$)"

local function trimmed_heads(columns)
  local out = {}
  for _, column in ipairs(columns) do
    out[#out + 1] = { key = column.key, heads = column.heads, weak = column.weak or {}, repeats = text.same(column.key, "more") }
  end
  return out
end

-- 指标表的表头怎样认；词汇可以是别的表的。
local function heads_of(vocabulary)
  return { columns = trimmed_heads(vocabulary.indicators.columns), needed = { "level3", "target" }, least = 3 }
end

local no_reason = merged(words.blanks, { "无" })  -- 原因一栏里写“没有”

local indicator_heads = { columns = trimmed_heads(words.indicators.columns), needed = { "level3" }, least = 3 }
local fund_heads = { columns = trimmed_heads(words.funds.columns), needed = { "executed" }, least = 2 }

-- 一张表的表头 → 表样；names 是各栏的键，没有键的另存。
local function flow_spec(head, source, ranges)
  local own_words = {}
  for _, level in ipairs(levels_in.printed(source, head, ranges)) do own_words[level.key] = level.found end
  local spec = {
    columns = {}, side_labels = words.indicators.side_labels, total_labels = merged(words.indicators.total_labels, { "总分" }),
    stop_labels = words.indicators.stop_labels, part_lines = true, parents = words.indicators.parents, sequels = words.indicators.sequels,
  }
  local names, has = {}, {}
  for _, printed in ipairs(head.columns) do has[printed.key] = true end
  local previous
  for position, printed in ipairs(head.columns) do
    local key = printed.key
    if key == "initial_target" and not has.target then key = "target" end
    local known = levels_in.column_of(words.indicators, key)
    local kind = known and known.kind or "text"
    local column = { key = key, kind = kind, heads = { printed.text } }
    local last = position >= #head.columns
    if key == "level1" or key == "level2" then
      column.words, column.endings, column.bracket_unit = merged(known.words, own_words[key] or {}), known.endings, "分"
    elseif key == "level3" then
      column.endings, column.names = known.endings, true
    elseif key == "nature" then
      column.kind, column.openers, column.words = "choice", {}, {}
      for _, word in ipairs(known.words) do
        local list = text.match(word, "^\\p{Han}") and column.words or column.openers
        list[#list + 1] = word
      end
    elseif key == "unit" then
      column.kind, column.words, column.open = "choice", known.words, true
    elseif key == "core" then
      column.kind, column.words = "choice", known.words
    elseif key == "target" or key == "initial_target" then
      column.figures, column.often_blank = true, has.coefficient
      if not has.nature then column.openers = levels_in.column_of(words.indicators, "target").openers end
    elseif key == "actual" then
      column.figures, column.often_blank = true, true
      if previous == "target" then column.alike = "target" end
    elseif key == "score" or key == "reviewed_score" then
      column.often_blank = true
      if has.weight then column.at_most = "weight" end
    elseif key == "coefficient" then
      column.kind, column.percent = "number", true
    elseif key == "order" or key == "weight" then
      column.often_blank = key == "order"
    elseif key == "reason" and last then
      column.kind, column.figures, column.words = "note", true, no_reason
    else
      column.kind, column.figures, column.often_blank = "text", true, true
      if not known or key == "more" then column.key = "more" .. position end
    end
    if column.kind == "note" and not last then column.kind, column.often_blank = "text", true end
    names[#names + 1] = { key = column.key, heading = printed.text, field = not text.match(column.key, "^more") and column.key or nil }
    spec.columns[#spec.columns + 1] = column
    previous = key
  end
  return spec, names
end

local fund_labels = {}
for _, label in ipairs(merged(words.funds.total_labels, sources)) do
  for _, prefix in ipairs { "", "其中", "其中：", "其中:", "1.", "2.", "3.", "1、", "2、", "3、", "（1）", "（2）", "（3）" } do
    fund_labels[#fund_labels + 1] = prefix .. label
  end
end

local source_endings = { "拨款", "资金", "收入", "支出", "补助", "经费", "预算", "结余", "结转", "债券" }

local function figure_spec(head)
  local spec = {
    columns = {}, blanks = words.blanks, label_endings = words.funds.label_endings, labels = fund_labels,
    units = { "万元", "元", "分" }, quotient = "rate", part = "executed", whole = "annual", weight = "weight", score = "score",
  }
  local names, has = {}, {}
  for _, printed in ipairs(head.columns) do has[printed.key] = true end
  -- 没有全年预算数一栏的，执行率以年初预算数为准。
  if not has.annual then spec.whole = "initial" end
  if not has.source then spec.columns[1] = { key = "source", kind = "text", heads = {}, endings = source_endings } end
  for position, printed in ipairs(head.columns) do
    local key = printed.key
    local known = levels_in.column_of(words.funds, key)
    local column = { key = key, kind = known and known.kind or "text", heads = { printed.text }, percent = key == "rate" }
    if key == "source" then column.endings = source_endings end
    if not known or key == "more" then
      column.key, column.kind = "more" .. position, "number"
    end
    names[#names + 1] = { key = column.key, heading = printed.text, field = not text.match(column.key, "^more") and column.key or nil }
    spec.columns[#spec.columns + 1] = column
  end
  return spec, names
end

local function fields_of(out, row, names, group)
  local fields, more = {}, {}
  for _, name in ipairs(names) do
    local cell = row:cell(name.key)
    if name.field == "order" then
      -- 行的序号：读过，不保留
      if cell then out:seen(cell) end
    elseif name.field then
      -- 二级指标括号里的分值没有字段可放：名称照印出的存。
      local whole = name.field == "level2" and row:weight(name.key)
      fields[name.field] = group[name.field] and not whole and row:word(name.key) or cell
    elseif cell then
      more[name.heading] = cell
    end
  end
  fields.more = more
  fields.from, fields.to = row.first_line, row.last_line
  return fields
end

-- 三级指标前面的编号（“指标1”）不是名称。
local function with_name(fields)
  for _, prefix in ipairs(words.indicators.prefixes) do
    local rest = fields.level3 and fields.level3:match(prefix .. "(.+)$")
    if rest then fields.level3 = rest end
  end
  return fields
end

-- 扫描件认错的符号：照印出的存，标为存疑。
local function with_doubt(fields)
  for _, key in ipairs { "target", "actual" } do
    for _, sign in ipairs(words.misread) do
      local piece = fields[key]
      if piece and text.match(piece.text, "^\\s*" .. sign.printed .. "\\s*[0-9]") then
        fields[key] = piece:doubt("“" .. sign.printed .. "”应为“" .. sign.meant .. "”")
      end
    end
  end
  return fields
end

-- 标题各在哪一行；词汇可以是别的表的。
local function titles_of(source, vocabulary)
  vocabulary = vocabulary or words
  local not_title = table.concat(vocabulary.not_titles, "|")
  local out = {}
  for _, line in ipairs(source:all(any_of(vocabulary.titles))) do
    local printed = source:text(line)
    if text.length(text.squeeze(printed)) <= vocabulary.title_chars and text.match(printed, not_title) == nil then out[#out + 1] = line end
  end
  return out
end

-- 下面第一行有字的；（盖章）之类独占一行的不算。
local function line_below(source, line, to)
  for below = line + 1, to do
    local printed = text.squeeze(source:text(below))
    if #printed > 0 and not text.match(printed, "^[（(][^）)]*[）)]$") then return below end
  end
end

-- 名称独占一行、内容在下面一行的事项。
local function read_facts_below(source, from, to, facts)
  for _, fact in ipairs(words.facts) do
    local label = "^\\s*" .. any_of(fact.labels) .. bracket .. "\\s*[：:]?\\s*$"
    local line = not facts[fact.key] and source:find(label, from, to)
    local below = line and line_below(source, line, to)
    local value = below and source:piece(below, "^\\s*(\\S.*?)\\s*$")
    local other = false
    for _, one in ipairs { fact_label, text_label, side_label } do
      other = other or value and text.match(value.text, "^" .. one .. bracket .. "\\s*[：:]?\\s*$") ~= nil
    end
    if value and not other then facts[fact.key] = value end
  end
  return facts
end

-- 一行里的事项：名称、值，名称、值。
local function read_facts(source, from, to, facts)
  for _, line in ipairs(source:all("(?:^|\\s)" .. fact_label .. after, from, to)) do
    local opening = text.match(source:text(line), "^\\s*(" .. fact_label .. ")" .. after)
    if opening then
      for _, fact in ipairs(words.facts) do
        local value = source:piece(line, "(?:^|\\s)" .. any_of(fact.labels) .. bracket .. "(?:\\s*[：:]\\s*|\\s+)(\\S.*?)\\s*$")
        if value then value = value:match("^(.*?)\\s+" .. fact_label .. after) or value end
        if value and not text.match(value.text, "^" .. fact_label .. bracket .. "\\s*[：:]?\\s*$") then
          for _, ending in ipairs(words.value_ends) do
            local stop = text.match(value.text, ending)
            if stop then
              value = value:match("^(.*?)" .. ending) or value
            end
          end
          if not facts[fact.key] and not text.match(value.text, "^(?:万元|千元|亿元|元)$") then facts[fact.key] = value end
        end
      end
    end
  end
  return read_facts_below(source, from, to, facts)
end

-- text_end：这种表里文字栏的内容还到哪一行为止。
local function read_texts(source, form, from, to, text_end)
  if from > to then return end
  local starts = source:all("^\\s*" .. text_label .. after, from, to)
  for index, line in ipairs(starts) do
    local stop = math.min(to, (starts[index + 1] or to + 1) - 1)
    for _, pattern in ipairs { "^\\s*" .. note_label, "^\\s*" .. fact_label .. after } do
      local cut = source:find(pattern, line + 1, stop)
      if cut then stop = cut - 1 end
    end
    if text_end then stop = text_end(source, line + 1, stop) end
    for _, entry in ipairs(words.texts) do
      local label = "^\\s*" .. any_of(entry.labels) .. after
      if text.match(source:text(line), label) then
        local content = source:piece(line, label .. "(.*)$")
        if content and text.length(content.text) < 1 then content = nil end
        local rest = stop > line and source:lines(line + 1, stop) or nil
        if content and rest then content = content:join(rest) end
        form:text(entry.name, content or rest)
        break
      end
    end
  end
end

-- 没有表头、名称与数相间的资金：预算数：180 执行数：152.81。
local function read_pairs(source, form, from, to)
  local side = nil
  for line = from, to do
    local pattern = "(\\S*?)\\s*[：:]\\s*([0-9][0-9.,]*)\\s*(?:万元|元)?\\s+(\\S*?)\\s*[：:]\\s*([0-9][0-9.,]*)\\s*(?:万元|元)?\\s*$"
    local found = text.match(source:text(line), pattern)
    if found then
      local whole = text.match(found[1], "预算数$") and text.match(found[3], "执行数$")
      if whole or (side and text.same(found[1], found[3])) then
        side = true
        form:fund {
          source = whole and "预算执行情况" or source:piece(line, pattern, 1),
          annual = source:piece(line, pattern, 2), executed = source:piece(line, pattern, 4), from = line, to = line,
        }
      end
    end
  end
  return side
end

-- 各个数前面印着栏名，不止一行：当年预算数（元）：… / 预算执行数（元）：… 预算执行率（%）：…
local function fund_key(printed)
  for _, column in ipairs(words.funds.columns) do
    for _, head in ipairs(merged(column.heads, column.weak or {})) do
      if text.same(head, printed) then return column.key end
    end
  end
end

local function read_labelled(source, form, from, to)
  local fields, others = {}, {}
  local figure = "\\s*[：:]\\s*([0-9][0-9.,]*)\\s*(?:%|％|万元|元)?(?:\\s|$)"
  for line = from, to do
    local own, unknown = false, {}
    for _, pair in ipairs(text.all(source:text(line), "[^\\s：:]+\\s*[：:]\\s*[0-9][0-9.,]*\\s*(?:%|％|万元|元)?(?:\\s|$)")) do
      local label = text.replace(pair, "\\s*[：:].*$", "")
      local name = text.replace(label, "[（(].*$", "")
      local key = fund_key(name)
      local value = source:piece(line, escaped(label) .. figure, 1)
      if (key == "initial" or key == "annual" or key == "executed" or key == "rate") and value and not fields[key] then
        fields[key], fields.from, fields.to, own = value, fields.from or line, line, true
        if key == "annual" or key == "initial" and not fields.annual then fields.source = source:piece(line, escaped(name)) end
      elseif value then
        unknown[#unknown + 1] = { name = name, value = value }
      end
    end
    if own then others = merged(others, unknown) end
  end
  if not fields.executed or not fields.source then return end
  local more = {}
  for _, other in ipairs(others) do more[other.name] = other.value end
  fields.more = more
  form:fund(fields)
end

local function side_name(printed)
  local name = text.replace(text.squeeze(printed), "[（(].*$", "")
  for _, ending in ipairs(words.funds.side_endings) do name = text.replace(name, ending .. "$", "") end
  return #name > 0 and name or nil
end

local function scope_of(title, facts)
  for _, one in ipairs(words.scopes) do
    for _, word in ipairs(one.words) do
      if title and text.match(title, word) then return one.scope end
    end
  end
  return facts.name and "project" or "department"
end

-- 表样相同的表一起读，互相印证。
local function read_tables(source, heads, ranges, make_spec, read)
  local kinds, order = {}, {}
  for index, head in ipairs(heads) do
    local signature = ""
    for _, column in ipairs(head.columns) do signature = signature .. column.key .. "=" .. column.text .. "|" end
    if not kinds[signature] then
      kinds[signature] = { members = {}, ranges = {} }
      order[#order + 1] = kinds[signature]
    end
    local kind = kinds[signature]
    kind.members[#kind.members + 1], kind.ranges[#kind.ranges + 1] = index, ranges[index]
  end
  local tables = {}
  for _, kind in ipairs(order) do
    local spec, names = make_spec(heads[kind.members[1]], source, kind.ranges)
    for position, one in ipairs(read(spec, kind.ranges)) do tables[kind.members[position]] = { rows = one, names = names } end
  end
  return tables
end

-- 指标表到哪一行为止。
local function table_end(source, head, limit)
  local total = source:find(total_label, head.last_line + 1, limit)
  local numbers = 0
  for _, column in ipairs(head.columns) do
    if column.key == "weight" or column.key == "score" then numbers = numbers + 1 end
  end
  local stop
  if text.match(source:text(head.last_line), "\\t") then
    -- 制表符分格的表，到没有制表符的一行为止。
    local prose = source:find("^[^\\t]*\\S[^\\t]*$", head.last_line + 1, limit)
    if prose and not (total and total <= prose) then limit = prose - 1 end
  end
  for _, line in ipairs(source:all("^\\s*(?:" .. text_label .. after .. "|" .. note_label .. "|" .. any_of(words.indicators.stop_labels) .. after .. ")",
    head.last_line + 1, limit)) do
    -- “绩效目标”也是一种二级指标：以分值、得分结尾的行还在表里。
    local figures = numbers > 1 and "\\s[0-9.]+\\s+[0-9.]+\\s*$" or "\\s[0-9.]+\\s*$"
    if not stop and not (numbers > 0 and text.match(source:text(line), figures)) then stop = line end
  end
  if total and (not stop or total < stop) then
    -- 一格一行时，合计的数在下面几行；行间可以空行，各空得一样多。
    if not text.match(source:text(total), "[0-9]\\s*$") then
      local line, taken, apart = total + 1, 0, nil
      while line <= limit and taken < math.max(numbers, 1) do
        local words = text.squeeze(source:text(line))
        if #words > 0 then
          apart = apart or line - total
          if line - total > apart or not text.match(words, "^[0-9][0-9.]*$") then break end
          total, taken = line, taken + 1
        end
        line = line + 1
      end
    end
    while total < limit and text.match(source:text(total + 1), "^\\s*[0-9][0-9.]*\\s*$") and
      text.match(source:text(total), "^\\s*[0-9][0-9.]*\\s*$") do
      total = total + 1
    end
    return total
  end
  return (stop or limit + 1) - 1
end

local group = { level1 = true, level2 = true }

-- 已经按格读出的表不再读。
local function outside(heads, drawn)
  local out = {}
  for _, head in ipairs(heads) do
    local inside = false
    for _, form in ipairs(drawn) do inside = inside or head.last_line >= form.first_line and head.first_line <= form.last_line end
    if not inside then out[#out + 1] = head end
  end
  return out
end

-- 按格读出的表之外，失去格子的文本里还有没有自评表的表头。
local function remains(source, drawn)
  for _, head in ipairs(outside(source:heads(indicator_heads), drawn)) do
    if not text.match(source:text(head.first_line), "\\t") then return true end
  end
  return false
end

-- 一份文本里的所有自评表写进 out，drawn 是已经按格读出的表；返回各表的事项（单位、年度、金额单位）。
-- 上一页的表还没有印完，表头又印了一次：前面没有标题、资金和项目名称，栏也相同。
local function continues(source, form, before)
  if form.title or form.fund or form.from > before.to + 1 or #form.head.columns < #before.head.columns or #form.head.columns > #before.head.columns then return false end
  for index, column in ipairs(form.head.columns) do
    if not text.same(column.text, before.head.columns[index].text) then return false end
  end
  return not source:find("(?:^|\\s)" .. fact_label .. after, before.head.last_line + 1, form.head.first_line - 1)
end

local function printed_total(table)
  for _, name in ipairs(table.names) do
    if (name.key == "weight" or name.key == "score") and table.rows:total(name.key) ~= nil then return true end
  end
  return false
end

-- 接着上一页的行：没有再印的指标照上一页的，存疑。
local function carried(fields, above)
  local own = fields.level1 ~= nil
  for _, key in ipairs { "level1", "level1_weight", "level2" } do
    if fields[key] == nil and above[key] and not own then fields[key] = above[key]:doubt "跨页后没有再印，照上一页的" end
  end
  return fields
end

-- 没有资金表头的自评表：名称与数相间，或者各个数前面印着栏名。
local function read_loose_funds(source, evaluation, from, to)
  if not read_pairs(source, evaluation, from, to) then read_labelled(source, evaluation, from, to) end
end

local self_evaluation = {
  titles = titles_of,
  heads = function(source) return source:heads(indicator_heads) end,
  fund_heads = function(source) return source:heads(fund_heads) end,
  table_end = table_end,
  funds = read_loose_funds,
  facts = function(_, facts) return facts end,
  text_end = nil,   -- 文字栏的内容还到哪一行为止
  closed = false,   -- 指标表以下没有这张表的内容
}

-- kind：哪一种表，没有写的是自评表。
local function read_all(source, out, drawn, kind)
  drawn, kind = drawn or {}, kind or self_evaluation
  local titles = kind.titles(source)
  local heads = outside(kind.heads(source), drawn)
  local funds = outside(kind.fund_heads(source), drawn)
  local forms, ranges = {}, {}
  local previous = 0
  for index, head in ipairs(heads) do
    for _, form in ipairs(drawn) do
      if form.last_line < head.first_line then previous = math.max(previous, form.last_line) end
    end
    local form = { head = head, from = previous + 1 }
    for _, line in ipairs(titles) do
      if line > previous and line < head.first_line then form.title = line end
    end
    form.from = form.title or form.from
    local limit = heads[index + 1] and heads[index + 1].first_line - 1 or source:count()
    for _, line in ipairs(titles) do
      if line > head.last_line and line <= limit then limit = line - 1 end
    end
    for _, other in ipairs(drawn) do
      if other.first_line > head.last_line and other.first_line <= limit then limit = other.first_line - 1 end
    end
    form.to = kind.table_end(source, head, limit)
    form.limit = kind.closed and form.to or limit
    for _, fund in ipairs(funds) do
      if fund.first_line >= form.from and fund.last_line < head.first_line then form.fund = fund end
    end
    form.continues = index > 1 and continues(source, form, forms[index - 1])
    forms[index], ranges[index] = form, { head.last_line + 1, form.to }
    previous = form.to
  end
  local tables = read_tables(source, heads, ranges, flow_spec, function(spec, list) return source:flow(spec, list) end)

  local fund_list, fund_ranges = {}, {}
  for _, form in ipairs(forms) do
    if form.fund then
      local last = form.head.first_line - 1
      for _, pattern in ipairs { text_label .. after, "(?:年度\\s*$|年度总)", fact_label .. after } do
        local stop = source:find("^\\s*" .. pattern, form.fund.last_line + 1, last)
        if stop then last = stop - 1 end
      end
      form.fund_index, form.fund_to = #fund_list + 1, last
      fund_list[#fund_list + 1], fund_ranges[#fund_ranges + 1] = form.fund, { form.fund.last_line + 1, form.fund_to }
    end
  end
  local fund_tables = read_tables(source, fund_list, fund_ranges, figure_spec, function(spec, list) return source:figures(spec, list) end)

  local all_facts, places = {}, {}
  for index, form in ipairs(forms) do
    if form.continues and printed_total(tables[index - 1]) then form.continues = false end
  end
  for index, form in ipairs(forms) do
    if form.continues then goto next_form end
    local last = index
    while forms[last + 1] and forms[last + 1].continues do last = last + 1 end
    local ending = forms[last]
    local body_top = form.fund and form.fund.first_line or form.head.first_line
    local facts = read_facts(source, form.from, body_top - 1, {})
    facts = read_facts(source, (form.fund and form.fund_to or body_top - 1) + 1, form.head.first_line - 1, facts)
    facts = kind.facts(source, read_facts(source, ending.to + 1, ending.limit, facts))
    local title = form.title and source:text(form.title)
    -- 没有标题和项目名称的一段，紧接上一张：不当作另一种表。
    local beside = not title and not facts.name and index > 1 and form.from <= forms[index - 1].to + 1
    local scope = beside and places[#places] and places[#places].scope or scope_of(title, facts)
    local rows, closing = tables[index].rows, tables[last].rows
    for _, line in ipairs { form.title or 0, form.head.first_line, form.fund and form.fund.first_line or 0 } do
      if line > 0 then out:seen(source:piece(line, "^.*$")) end
    end
    for part = index, last do out:seen(source:lines(forms[part].head.first_line, forms[part].head.last_line)) end
    if facts.seen then out:seen(facts.seen) end
    local unit = facts.unit or facts.implementer or facts.department
    local has = {}
    for _, name in ipairs(tables[index].names) do has[name.key] = true end
    local grade = facts.grade
    for _, piece in ipairs(closing:left_over()) do
      for _, word in ipairs(words.grades) do
        if text.match(piece.text, "^" .. word .. "$") then grade = piece end
      end
    end
    local stated = facts.stated_score and facts.stated_score:match "[0-9][0-9.]*"
    local evaluation = out:evaluation {
      scope = scope, name = facts.name or unit, stated_score = stated,
      total_weight = has.weight and closing:total "weight" or nil, total_score = has.score and closing:total "score" or stated, grade = grade,
      from = form.title or form.head.first_line, to = ending.to,
    }
    local fund = form.fund and fund_tables[form.fund_index]
    if fund then
      out:seen(source:lines(form.fund.first_line, form.fund.last_line))
      for _, row in ipairs(fund.rows:rows()) do
        local fields = fields_of(out, row, fund.names, {})
        -- 没有资金来源一格的，用旁注作名称。
        fields.source = row:cell "source" or side_name(form.fund.before)
        evaluation:fund(fields)
      end
    else
      kind.funds(source, evaluation, form.from, form.head.first_line - 1)
    end
    local above = {}
    for part = index, last do
      for _, row in ipairs(tables[part].rows:rows()) do
        local fields = fields_of(out, row, tables[part].names, group)
        fields.level1_weight = has.level1 and row:weight "level1" or nil
        if part > index then fields = carried(fields, above) end
        above = fields
        evaluation:indicator(with_doubt(with_name(fields)))
      end
    end
    read_texts(source, evaluation, form.from, body_top - 1, kind.text_end)
    if form.fund then read_texts(source, evaluation, form.fund_to + 1, form.head.first_line - 1, kind.text_end) end
    read_texts(source, evaluation, ending.to + 1, ending.limit, kind.text_end)
    all_facts[#all_facts + 1] = facts
    places[#places + 1] = {
      first_line = form.from, last_line = ending.to, name = facts.name and facts.name.text or nil, scope = scope, scored = has.score and closing:total "score" ~= nil or stated ~= nil,
    }
    ::next_form::
  end
  return forms, all_facts, places
end

-- 标题、表头或表前几行里的年度和金额单位。
local function find_piece(source, patterns, from, to)
  for _, pattern in ipairs(patterns) do
    local line = source:find(pattern, from, to)
    if line then return source:piece(line, pattern) end
  end
end

return {
  read_all = read_all, remains = remains, heads_of = heads_of, find_piece = find_piece, titles_of = titles_of, indicator_heads = indicator_heads,
  any_of = any_of, outside = outside, after = after, fact_label = fact_label, text_label = text_label,
}
