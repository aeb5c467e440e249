-- 各省自评表的版式：版式文件写明怎样认，读法都在词汇里。网页、表格、文档按格读，失去框线的文本按表头重建。
--
-- layout(grid.layout {
--   id = "chongqing/self_evaluation", title = "…", basis = "…",
--   province = "重庆市",                   -- 单位所在的省；不写的不限省
--   heads = { "得分系数", "核心指标" },     -- 表头里都要有的词
--   title_words = { "整体" },              -- 标题里要有的词之一，可不写
--   distinctive = true,                    -- 别处没有这样的表头：认不出省也算
--   drawn_only = true,                     -- 失去框线的文本另有版式
--   words = { indicators = { target = { "计划数" } } },   -- 词汇以外的栏名，可不写
-- })
local accounts = require "accounts"
local disclosure = require "disclosure"
local flow = require "flow_forms"
local places = require "places"
local printed = require "printed"
local words = require "evaluation_forms"

local function copied(value)
  if type(value) ~= "table" then return value end
  local copy = {}
  for key, item in pairs(value) do copy[key] = copied(item) end
  return copy
end

local spec_keys = { "id", "title", "basis", "province", "heads", "title_words", "distinctive", "drawn_only", "words", "print", "score" }

-- 版式里写的、这里不认识的词，装载时由程序指出。
local function mistake(list, code, zh, en, word, known) list[#list + 1] = { code = code, zh = zh, en = en, word = word, known = known } end

local function set_of(list)
  local set = {}
  for _, one in ipairs(list) do set[one] = true end
  return set
end

local function is_words(list)
  if type(list) ~= "table" or #list < 1 then return false end
  for _, one in ipairs(list) do
    if type(one) ~= "string" or text.squeeze(one) == "" then return false end
  end
  return true
end

-- 能加栏名的几块和各块的栏。
local function blocks_of(all)
  local blocks, columns = {}, {}
  for block, spec in pairs(all) do
    if type(spec) == "table" and spec.columns then
      blocks[#blocks + 1], columns[block] = block, {}
      for _, column in ipairs(spec.columns) do table.insert(columns[block], column.key) end
    end
  end
  return blocks, columns
end

local function check_words(extra, mistakes)
  local blocks, columns = blocks_of(words)
  for block, own in pairs(extra) do
    if not columns[block] then
      mistake(mistakes, "layout.unknown_key", "words 里没有“" .. block .. "”这一块", "words has no block " .. block, block, blocks)
    elseif type(own) ~= "table" then
      mistake(mistakes, "layout.bad_spec", "words." .. block .. " 应写成 { 栏 = { \"栏名\" } }", "words." .. block .. " must be { column = { \"head\" } }", block)
    else
      for key, heads in pairs(own) do
        if not set_of(columns[block])[key] then
          mistake(mistakes, "layout.unknown_column", "words." .. block .. " 里没有“" .. tostring(key) .. "”这一栏", "words." .. block .. " has no column " .. tostring(key), tostring(key), columns[block])
        elseif not is_words(heads) then
          mistake(mistakes, "layout.bad_spec", "words." .. block .. "." .. key .. " 应是栏名的列表，如 { \"栏名\" }", "words." .. block .. "." .. key .. " must be a list of heads", key)
        end
      end
    end
  end
end

local function mistakes_in(spec)
  local list, known = {}, set_of(spec_keys)
  for key in pairs(spec) do
    if not known[key] then mistake(list, "layout.unknown_key", "版式里不认识的键“" .. tostring(key) .. "”", "unknown key " .. tostring(key) .. " in the layout", tostring(key), spec_keys) end
  end
  if not is_words(spec.heads) then mistake(list, "layout.bad_spec", "heads 应是表头里的词的列表，如 { \"三级指标\" }", "heads must be a list of words", "heads") end
  if type(spec.words) == "table" then
    check_words(spec.words, list)
  elseif spec.words ~= nil then
    mistake(list, "layout.bad_spec", "words 应写成 { indicators = { target = { \"栏名\" } } }", "words must be { indicators = { target = { \"head\" } } }", "words")
  end
  return list
end

-- 词汇加上这个版式自己的栏名。
local function with(extra)
  if not extra then return words end
  local all = copied(words)
  for block, columns in pairs(extra) do
    for _, column in ipairs(all[block].columns) do
      for _, head in ipairs(columns[column.key] or {}) do column.heads[#column.heads + 1] = head end
    end
  end
  return all
end

-- 指标一块里版式自己的栏名：有这些词的表是自评表，不是报表。
local function own_heads(extra)
  local heads = {}
  for _, list in pairs(extra and extra.indicators or {}) do
    for _, head in ipairs(list) do heads[#heads + 1] = head end
  end
  return heads
end

local function holds(list, wanted)
  for _, one in ipairs(list) do
    if text.contains(one, { wanted }) then return true end
  end
  return false
end

-- 表头里没有的第一个词；都有的为 nil。
local function lacking(form, heads)
  for _, head in ipairs(heads) do
    if not holds(form.funds, head) and not holds(form.indicators, head) then return head end
  end
end

local function titled(form, title_words)
  return not title_words or form.title and text.contains(text.squeeze(form.title), title_words)
end

-- 失去框线的文本里的表头。
local function in_text(source, spec)
  if spec.drawn_only or not spec.province then return nil end
  local head = source:heads(flow.indicator_heads)[1]
  if not head then return nil end
  local title = flow.titles_of(source)[1]
  if spec.title_words and not (title and text.contains(text.squeeze(source:text(title)), spec.title_words)) then return nil end
  local province = places.province(source)
  if spec.province and not (province and text.same(province, spec.province)) then return nil end
  return { line = title or head.first_line, province = province }
end

-- 各张表的单位都在一个省时，没有写单位的那张也在这个省。
local function shared_province(drawn)
  local province
  for _, form in ipairs(drawn) do
    if province and form.province and not text.same(province, form.province) then return nil end
    province = province or form.province
  end
  return province
end

-- 第一张合乎这个版式的表；没有的，第二个值是为什么。附在决算、预算公开文本里的，由那些版式来读。
local function first_fitting(source, spec, all)
  for _, head in ipairs(spec.heads) do
    if not source:find(table.concat(text.all(head, "."), "\\s*")) then return nil end
  end
  if accounts.recognise(source, "final_accounts").score > 0 or accounts.recognise(source, "budget").score > 0 then return nil end
  local drawn = source:forms(all)
  if #drawn < 1 then return in_text(source, spec) end
  local shared, reason = shared_province(drawn), nil
  for _, form in ipairs(drawn) do
    form.province = form.province or shared
    local head = lacking(form, spec.heads)
    if head then
      reason = reason or "自评表的表头里没有“" .. head .. "”"
    elseif titled(form, spec.title_words) then
      local elsewhere = spec.province and form.province and not text.same(form.province, spec.province)
      local unknown = spec.province and not form.province and not spec.distinctive
      if not elsewhere and not unknown then return form end
      reason = elsewhere and "是" .. form.province .. "的表，不是" .. spec.province .. "的" or "表头都有，认不出是不是" .. spec.province .. "的表"
    end
  end
  return nil, reason
end

local function make(spec)
  local mistakes = mistakes_in(spec)
  if #mistakes > 0 then return { mistakes = mistakes } end
  local all, heads = with(spec.words), own_heads(spec.words)
  return {
    id = spec.id, title = spec.title, kind = "self_evaluation", basis = spec.basis, anchors = spec.heads,

    recognise = function(source)
      local form, reason = first_fitting(source, spec, all)
      if not form then return { score = 0, why = reason } end
      local score = (spec.score or 40) + (spec.province and form.province and 20 or 0)
      local where = spec.province and (form.province or "认不出省，") or ""
      return { score = score, why = "第 " .. form.line .. " 行起有自评表，" .. where .. "表头有“" .. table.concat(spec.heads, "”“") .. "”" }
    end,

    print = printed.with(spec.print or {}),

    read = function(source, out)
      local form = spec.province and first_fitting(source, spec, all)
      if form and not form.province then
        local line = source:find(spec.heads[1])
        out:document { province = line and source:piece(line, spec.heads[1]):as(spec.province):doubt "按表头的样式推定是这个省" }
      end
      disclosure.read(source, out, { kind = "self_evaluation", forms = all, form_heads = heads })
    end,
  }
end

return { layout = make, with = with }
