local codes = require "codes"
local coded = require "coded_tables"
local narrative = require "narrative"
local names = require "names"

-- 科目名称的比较形式：去掉序号、括号里的说明、“支出”。
local function plain(label) return text.replace(narrative.plain(text.replace(text.label(label or ""), "[（(][^（）()]*[）)]", "")), "支出$", "") end

-- 折行、截断的名称是另一个的一部分。
local function is_alike(one, other) return text.contains(one, { other }) or text.contains(other, { one }) end

-- 各表的项级科目：{ code, name, row, table }；一张表里同一编码印了几次的不看。
local function items(document)
  local found = {}
  for _, t in ipairs(document:tables()) do
    local own = text.replace(t.name, "^20[0-9]{2}年度?", "")
    -- 项目支出表的一行可以是一个项目，编码是它的科目
    local tree = names.has(coded.names, own) and not text.contains(own, "项目支出") and codes.read(t)
    for _, node in ipairs(tree and not tree.repeated and tree.nodes or {}) do
      local name, above = plain(node.row.label), text.match(node.code, "^(2[0-9]{4})[0-9]{2}$")
      if above and text.length(name) > 1 then found[#found + 1] = { code = node.code, above = above[1], name = name, row = node.row, table = t } end
    end
  end
  return found
end

-- 与前面同一编码而名称不同的，或同一款里名称相同而编码不同的。
local function differing(list)
  local by_code, by_name, odd = {}, {}, {}
  for _, one in ipairs(list) do
    local key = one.above .. one.name
    local named, coded_as = by_code[one.code], by_name[key]
    if named and not is_alike(named.name, one.name) then
      odd[#odd + 1] = { one = one, other = named, case = "name" }
    elseif coded_as and not text.same(coded_as.code, one.code) and not named then
      odd[#odd + 1] = { one = one, other = coded_as, case = "code" }
    end
    by_code[one.code], by_name[key] = named or one, coded_as or one
  end
  return odd
end

-- 一张表里印了几次的编码里，名称在别的表是另一个编码的一行：抄错了编码。
local function miscoded(document, list)
  local by_name = {}
  for _, one in ipairs(list) do by_name[one.above .. one.name] = one end
  for _, t in ipairs(document:tables()) do
    local seen = {}
    for _, row in ipairs(names.has(coded.names, text.replace(t.name, "^20[0-9]{2}年度?", "")) and t:rows() or {}) do
      local code, name = codes.of(row), plain(row.label)
      local above = code and text.match(code, "^(2[0-9]{4})[0-9]{2}$")
      local twin, other = above and seen[code], above and by_name[above[1] .. name]
      if twin and not is_alike(twin.name, name) then
        local first = by_name[above[1] .. twin.name]
        if other and not text.same(other.code, code) then return { one = { code = code, row = row, table = t }, other = other, case = "twice" } end
        if first and not text.same(first.code, code) then return { one = { code = code, row = twin.row, table = t }, other = first, case = "twice" } end
      end
      if above and text.length(name) > 1 then seen[code] = twin or { name = name, row = row } end
    end
  end
end

-- 编码里夹着形近字母（20604O4）的一行：认不出是哪个科目。
local function garbled(document)
  for _, t in ipairs(document:tables()) do
    for _, row in ipairs(names.has(coded.names, t.name) and t:rows() or {}) do
      if row.code and text.match(text.squeeze(row.code), param "codes.garbled") and not codes.of(row) then return row, t end
    end
  end
end

rule {
  id     = "national.tables.code_names",
  title  = "同一项级科目在各表的编码和名称应相同",
  basis  = "政府收支分类科目：一个编码一个名称",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "verify",
  note   = "勾稽 I73；只看功能分类项级科目。一个科目只说一次；几个科目都不同的，多半是表没有读对，只说第一个",
  remedy = "请核对科目编码和名称。",

  run = function(document, check)
    local list = items(document)
    local row, t = garbled(document)
    if row then
      check:cannot { case = "garbled", row = row.label, column = "科目编码", message = "《{table}》“{row}”的编码“{code}”认不出是哪个科目。", values = { table = t.name, code = row.code } }
    end
    if #list < 2 then return end
    local odd = differing(list)
    local first = odd[1] or miscoded(document, list)
    if not first then check:holds(true) return end
    local one, other = first.one, first.other
    local values = { code = one.code, name = one.row.label, other_code = other.code, other_name = other.row.label, table = other.table.name, own = one.table.name }
    check:holds(false, { row = one.row.label, column = "科目编码", printed = one.code, expected = other.code, case = first.case, values = values,
      severity = text.same(first.case, "twice") and "warning" or nil,
      message = text.same(first.case, "twice") and "“{name}”在《{own}》的编码填报 {code}，同一张表里 {code} 另有一行；在《{table}》是 {other_code}。"
        or text.same(first.case, "name") and "{code} 在《{own}》是“{name}”，在《{table}》是“{other_name}”。"
        or "“{name}”在《{own}》的编码是 {code}，在《{table}》是 {other_code}。" })
  end,
}
