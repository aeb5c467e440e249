-- 每格独占一行的绩效目标表（网页、PDF 阅读器复制的文本）：空着的格不留痕迹，或只留一个空行。指标与失去边框的自评表一样重建，资金是一个名称下面一个数。词汇在 target_forms.lua。
local facts_in = require "facts"
local flow = require "flow_forms"
local words = require "target_forms"

local figure = "^[-－]?[0-9][0-9,]*(?:\\.[0-9]+)?(?:万元|元)?$"
local page_mark = "^(?:[-—－–]+[0-9]{1,4}[-—－–]+|第[0-9]{1,4}页(?:[，,]?共[0-9]{1,4}页)?)$"
local unclear_name = "词汇里没有的资金名称"
local unclear_rest = "名称像是换了行，下面一行是不是名称不能确定"
local wrapped_chars = 10   -- 这么长的名称才会换行
local other_money = "表里印的金额单位与全文的不同"
local unclear_order = "几个名称下面印着几个数，按次序相配"

local amount = "^\\s*(\\S.*?)(?:\\s*[：:]\\s*|\\s+)([0-9][0-9,]*(?:\\.[0-9]+)?)\\s*(?:万元|元)?\\s*$"   -- 名称与数在一行

local function set_of(names)
  local out = {}
  for _, name in ipairs(names) do out[name] = true end
  return out
end

local fund_labels, fund_sides, indicator_sides = set_of(words.funds.labels), set_of(words.funds.side_labels), set_of(words.indicators.side_labels)

-- 名称不计空白、括号里的内容和末尾的冒号。
local function name_of(printed) return text.replace(text.replace(text.squeeze(printed), "[：:]$", ""), "[（(][^）)]*[）)]$", "") end

-- 这样开头的一行属于别的格。
local other_labels = { "^\\s*" .. flow.fact_label .. flow.after, "^\\s*" .. flow.text_label .. flow.after }

local function is_other(printed)
  for _, pattern in ipairs(other_labels) do
    if text.match(printed, pattern) then return true end
  end
  return indicator_sides[name_of(printed)] == true
end

-- 表到这样的一行为止：注、别的表的编号和标题、正文的标题。
local ends = {
  "^\\s*" .. flow.any_of(words.notes), other_labels[1], other_labels[2], "^\\s*" .. flow.any_of(words.indicators.stop_labels) .. flow.after,
  "^\\s*\\S{0,6}表\\s*[0-9一二三四五六七八九十]+(?:[-—－][0-9]+)?\\s*[：:]?\\s*$", "^\\s*附[件表录]", words.other_titles[1],
  "^\\s*第[一二三四五六七八九十]+(?:部分|章|节)", words.heading,
}

-- 各栏的名称各占一行的表头，上面有标题。
local function heads(source)
  local titles, out = flow.titles_of(source, words), {}
  for _, head in ipairs(source:heads(flow.heads_of(words))) do
    local alone = head.last_line - head.first_line + 1 >= #head.columns
    if alone and titles[1] and titles[1] < head.first_line then out[#out + 1] = head end
  end
  return out
end

-- 一行里没有内容：空行、页码。
local function is_empty(printed) return #printed == 0 or text.match(printed, page_mark) ~= nil end

local function table_end(source, head, limit)
  local last = limit
  for _, pattern in ipairs(ends) do
    local line = source:find(pattern, head.last_line + 1, last)
    if line then last = line - 1 end
  end
  while last > head.last_line and is_empty(text.squeeze(source:text(last))) do last = last - 1 end
  return last
end

-- 名称下面的数：一个名称一个数；前面没有数的名称，那一格是空的。
local function settle(form, labels, figures, doubt)
  local count = #figures
  if count > 1 and count < #labels or count > #labels then return end
  for index, value in ipairs(figures) do
    local label = labels[#labels - count + index]
    local why = doubt or count > 1 and unclear_order
    form:fund {
      source = label.known and label.piece or label.piece:doubt(unclear_name), annual = why and value:doubt(why) or value,
      from = label.piece.line, to = value.line,
    }
  end
end

local function read_funds(source, form, from, to)
  local open, labels, figures = false, {}, {}
  local own, whole = flow.find_piece(source, words.money_patterns, from, to), facts_in.money_unit(source)
  local doubt = own and whole and not text.same(own.text, whole.text) and other_money or nil
  local function close()
    if #figures > 0 then
      settle(form, labels, figures, doubt)
      labels, figures = {}, {}
    end
  end
  for line = from, to do
    local printed = source:text(line)
    local cell = source:piece(line, "^\\s*(\\S.*?)\\s*$")
    local label = source:piece(line, amount, 1)
    local inline = label and fund_labels[name_of(label.text)]
    if not cell or is_empty(text.squeeze(printed)) then
      -- 空行不说明什么
    elseif inline then
      close()
      open, labels = true, {}
      local value = source:piece(line, amount, 2)
      form:fund { source = label, annual = doubt and value:doubt(doubt) or value, from = line, to = line }
    elseif fund_sides[name_of(printed)] then
      close()
      open, labels = true, {}
    elseif fund_labels[name_of(printed)] then
      close()
      open = true
      labels[#labels + 1] = { piece = cell, known = true }
    elseif is_other(printed) then
      close()
      open, labels = false, {}
    elseif open and text.match(text.squeeze(printed), figure) then
      figures[#figures + 1] = cell
    elseif open then
      close()
      labels[#labels + 1] = { piece = cell, known = false }
    end
  end
  close()
end

-- 文字栏的内容到资金、指标的名称为止。
local function text_end(source, from, to)
  for line = from, to do
    local name = name_of(source:text(line))
    local label = source:piece(line, amount, 1)
    if fund_labels[name] or fund_sides[name] or indicator_sides[name] or label and fund_labels[name_of(label.text)] then return line - 1 end
  end
  return to
end

-- 长名称下面紧接着不是别的格的一行：多半是名称换了行，存疑。
local function with_rest(source, facts)
  local name = facts.name
  local below = name and name.line and name.line < source:count() and source:piece(name.line + 1, "^\\s*(\\S.*?)\\s*$")
  if not below or text.length(text.squeeze(name.text)) < wrapped_chars then return facts end
  local printed = below.text
  local label = name_of(printed)
  local known = fund_labels[label] or fund_sides[label] or is_other(printed) or text.match(printed, amount) or is_empty(text.squeeze(printed))
  if not known then facts.name = name:join(below):doubt(unclear_rest) end
  return facts
end

local kind = {
  facts = with_rest,
  titles = function(source) return flow.titles_of(source, words) end,
  heads = heads,
  fund_heads = function() return {} end,   -- 资金没有表头
  table_end = table_end,
  funds = read_funds,
  text_end = text_end,
  closed = true,
}

-- 按格读出的表之外，每格独占一行的表头。
local function remaining(source, drawn) return flow.outside(heads(source), drawn) end

local function read_all(source, out, drawn) return flow.read_all(source, out, drawn, kind) end

return { remaining = remaining, read_all = read_all }
