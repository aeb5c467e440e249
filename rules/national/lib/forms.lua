-- 自评表的公用读法：资金总额一行、计分的指标、小计与其分项。

-- 资金总额一行；没有时规则以“缺数无法审核”结束。
-- 资金总额一行的各种名称；都没有的，只有一行印着年度的（“2023年预算（万元）”）就是它。
local function total_names(e)
  local listed = param "fund.total_names"
  if e:has_fund(listed) then return listed end
  local found
  for _, fund in ipairs(e:funds()) do
    if text.match(text.squeeze(fund.source or ""), param "fund.year_total") then
      if found then return listed end
      found = fund.source
    end
  end
  return found and { found } or listed
end

local function total_fund(e) return e:fund(total_names(e)) end

local function has_total_fund(e) return e:has_fund(total_names(e)) end

local function equal(a, b) return not a:missing() and not b:missing() and a <= b and a >= b end

local function is_subtotal(row)
  for _, word in ipairs(param "indicator.subtotal_words") do
    if text.match(row.level3 or row.level2 or "", word .. "$") then return true end
  end
  return false
end

local function stem_of(name) return name and text.replace(text.squeeze(name), "(?:指标|目标)?(?:[（(][^（）()]*[）)])?$", "") or "" end

-- 一级指标的小计写成“产出指标小计”“产出指标得分”的，是哪一个一级指标；不是的为 nil。
local function section_closed(scored, row)
  local name = text.match(text.squeeze(row.level3 or row.level2 or row.level1 or ""), param "indicator.section_totals")
  for _, one in ipairs(name and scored or {}) do
    if text.same(stem_of(one.level1), stem_of(name[1])) then return stem_of(name[1]) end
  end
end

-- 从后往前到这一级的开头的各行；没有印一级指标的，是全部。
local function section_rows(scored, stem)
  local found = {}
  for position = #scored, 1, -1 do
    local own = stem_of(scored[position].level1)
    if #stem < 1 or text.same(own, stem) then table.insert(found, 1, scored[position])
    elseif #found > 0 then break end
  end
  return found
end

-- 从后往前，分值之和正好是这一行的分值的各行；合计的还可加上执行率。
local function rows_reaching(e, scored, row)
  local rows, added = {}, {}
  for position = #scored, 1, -1 do
    table.insert(rows, 1, scored[position])
    added[#added + 1] = scored[position].weight
    if #added > 1 and equal(sum(added), row.weight) then return rows end
  end
  if has_total_fund(e) then added[#added + 1] = total_fund(e).weight end
  return #added > 1 and equal(sum(added), row.weight) and rows or nil
end

-- 只写“小计”“合计”的行不再计分：它上面的各行、是不是分值正好相等。写“产出指标得分”的，分值相等才是小计。
local function closes(e, scored, row)
  local bare, empty = false, not row.target and not row.actual
  for _, word in ipairs(param "indicator.subtotal_words") do bare = bare or text.same(row.level3 or row.level2 or "", word) end
  local section = not bare and empty and section_closed(scored, row)
  if not bare and not section then return nil end
  local own = section_rows(scored, section or stem_of(row.level1))
  if #own > 0 and equal(sum(own, "weight"), row.weight) then return own, true end
  local reaching = bare and rows_reaching(e, scored, row)
  if reaching then return reaching, true end
  if bare and empty and #own > 0 then return own, false end
end

-- 小计行之后带序号（1. 2.）的行是它的分项，前提是分项的分值之和正好等于小计的分值。
local function read_rows(e)
  local rows = e:indicators()
  local scored, subtotals, children = {}, {}, {}
  local index = 1
  while index <= #rows do
    local row = rows[index]
    local parts = {}
    local subtotal = is_subtotal(row)
    local closed, sure = closes(e, scored, row)
    if closed then
      subtotals[#subtotals + 1], subtotal = { row = row, parts = parts, closed = closed, sure = sure }, false
    else
      scored[#scored + 1] = row
    end
    if subtotal then
      local next_index = index + 1
      while next_index <= #rows and rows[next_index].level3 and text.match(rows[next_index].level3, "^\\s*[0-9]+[.．、]") do
        parts[#parts + 1] = rows[next_index]
        next_index = next_index + 1
      end
      local weight = sum(parts, "weight")
      if #parts > 0 and equal(weight, row.weight) then
        subtotals[#subtotals + 1] = { row = row, parts = parts }
        for _, part in ipairs(parts) do children[#children + 1] = part end
        index = next_index - 1
      end
    end
    index = index + 1
  end
  return { scored = scored, subtotals = subtotals, children = children }
end

-- 计入分值合计和总分的指标：有小计的只算小计。
local function scored_rows(e) return read_rows(e).scored end

-- 这些指标的一栏（"weight" 或 "score"），供加总。
local function scored_cells(e, field)
  local cells = {}
  for _, row in ipairs(scored_rows(e)) do cells[#cells + 1] = row:value(field) end
  return cells
end

-- 各一级指标：{ name, declared, weights }；只印在第一行的，其后各行随它。第二个结果为假的，标题没有印全。
local function sections(e)
  local found, by_name, name, complete = {}, {}, nil, true
  for _, row in ipairs(scored_rows(e)) do
    complete, name = complete and row.level1 ~= nil, row.level1 or name
    local stem = name and text.replace(text.squeeze(name), "(指标|目标)$", "")   -- “产出目标”“产出指标”是同一个
    local section = name and by_name[stem]
    if name and not section then
      section = { name = name, declared = row.level1_weight, weights = {} }
      found[#found + 1], by_name[stem] = section, section
      complete = complete and not row.level1_weight:missing()
    end
    if section then table.insert(section.weights, row.weight) end
  end
  return found, complete
end

-- 这一级加上后面没有印分值的几级：标题的分值可能包括它们。
local function with_unmarked(list, position)
  local weights = {}
  for index = position, #list do
    if index > position and not list[index].declared:missing() then break end
    for _, weight in ipairs(list[index].weights) do weights[#weights + 1] = weight end
  end
  return sum(weights)
end

-- 折行时断开的标题：“指标”“分）”“指标（40”。
local function is_broken_heading(name) return text.match(text.squeeze(name), param "indicator.broken_headings") ~= nil end

local function among(rows, row)
  for _, one in ipairs(rows) do
    if text.same(one.name, row.name) and (one.ordinal <= row.ordinal and one.ordinal >= row.ordinal) then return true end
  end
  return false
end

-- 这一行是不是带分项的小计（得分是分项之和，不按公式算）。
local function is_subtotal_row(e, row)
  if not is_subtotal(row) and not text.match(text.squeeze(row.level3 or row.level2 or row.level1 or ""), param "indicator.section_totals") then return false end
  for _, group in ipairs(read_rows(e).subtotals) do
    if among({ group.row }, row) then return true end
  end
  return false
end

-- 文字栏里有没有说明原因；栏名就叫原因的，写了什么都是说明。数据集略去文字的，看不到内容，不能说没有说明。
local function explains(e)
  local words = param "reason.words"
  for _, block in ipairs(e:texts()) do
    local about_result = block.label ~= "年度总体目标" and block.label ~= "主管部门及代码"
    local prompt = block.text and text.match(text.trim(block.text), param "text.prompt_only")
    local own = text.contains(block.label, "原因") and block.text and not text.match(text.squeeze(block.text), param "reason.none")
    if about_result and not prompt and (not block.text or own or text.match(block.text, words)) then return true end
  end
  return false
end

-- 原因一栏填的是“无”的，没有说明。
local function has_own_reason(row) return row.reason ~= nil and not text.match(text.squeeze(row.reason), param "reason.none") end

-- “存在问题”“改进措施”里说到了这个指标。
local function is_discussed(e, row)
  local name = text.squeeze(row.level3 or "")
  for _, block in ipairs(text.length(name) > 2 and e:texts() or {}) do
    if text.match(block.label, param "reason.places") and block.text and text.contains(text.squeeze(block.text), { name }) then return true end
  end
  return false
end

-- 这一行或文字栏说明了原因；读入时没有栏名的字，可能就是原因。
local function is_reasoned(e, row) return has_own_reason(row) or row:more "（无栏名）" ~= nil or explains(e) or is_discussed(e, row) end

-- 有没有填执行数、完成值或得分：都没有的是绩效目标表，不要求得分。
local function is_filled_in(e)
  if not e.total_score:missing() then return true end
  for _, fund in ipairs(e:funds()) do
    if not fund.executed:missing() or not fund.rate:missing() or not fund.score:missing() then return true end
  end
  for _, row in ipairs(e:indicators()) do
    if row.actual or not row.score:missing() then return true end
  end
  return false
end

-- 要不要得分：转移支付区域绩效目标自评表等没有分值，也没有得分。
local function has_scores(e)
  if not e.total_score:missing() then return true end
  for _, row in ipairs(e:indicators()) do
    if not row.score:missing() or not row.weight:missing() then return true end
  end
  return false
end

return {
  total_names = total_names, total_fund = total_fund, has_total_fund = has_total_fund, read_rows = read_rows, scored_rows = scored_rows, scored_cells = scored_cells,
  sections = sections, with_unmarked = with_unmarked, is_broken_heading = is_broken_heading, is_subtotal_row = is_subtotal_row, explains = explains, is_reasoned = is_reasoned, equal = equal, is_filled_in = is_filled_in, has_scores = has_scores,
}
