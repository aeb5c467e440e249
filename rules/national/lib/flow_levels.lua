-- 失去边框的自评表里，一级、二级指标印的是哪些名称：按一行各格与表头是否相合来认。词汇在 evaluation_forms.lua。
local words = require "evaluation_forms"

local function column_of(block, key)
  for _, column in ipairs(block.columns) do
    if text.same(column.key, key) then return column end
  end
end

-- 一行里的各格与表头相合时，开头的格就是一级、二级指标；词汇里没有的名称由此补上。
local function fits(pieces, missing, columns, noted)
  local last = #columns - (noted and 1 or 0)
  if missing + #pieces < last or missing + #pieces > last then return false end
  for index, piece in ipairs(pieces) do
    local column = columns[missing + index]
    local figure = text.match(piece, "^[0-9][0-9.]*$") ~= nil
    if column.number and not figure or column.name and figure then return false end
  end
  return true
end

local function is_name(word) return text.match(word, "^\\p{Han}[^0-9]*$") ~= nil and text.length(word) <= 12 end

-- 一格一段（空行隔开）的表：各段的文字，不算页码和重印的表头。
local function paragraphs(source, range)
  local cells, open = {}, false
  for line = range[1], range[2] do
    local printed = text.squeeze(source:text(line))
    if #printed == 0 or text.match(printed, "^(?:第?[0-9]+页(?:，?共[0-9]+页)?|[-—－][0-9]+[-—－])$") then
      open = false
    elseif open then
      cells[#cells] = cells[#cells] .. printed
    else
      cells[#cells + 1], open = printed, true
    end
  end
  local own = {}
  for _, cell in ipairs(cells) do
    if not text.match(cell, "^一级指标") then own[#own + 1] = cell end
  end
  return own
end

-- 这样的表里，三级指标、目标值、完成值和它们后面的数之前还有的段：先是上一行失分的原因，再是一级、二级指标。
local function paragraph_levels(source, columns, levels, note, ranges)
  local texts, numbers, weight, score = 0, 0, nil, nil
  for index = #levels + 1, #columns - (note and 1 or 0) do
    local column = columns[index]
    if not column.number and numbers > 0 then return end
    if column.number then numbers = numbers + 1 else texts = texts + 1 end
    if column.key == "weight" then weight = numbers end
    if column.key == "score" then score = numbers end
  end
  if #levels ~= 2 or texts < 2 or not weight or not score then return end
  local found, rows = { {}, {} }, 0
  for _, range in ipairs(ranges) do
    local cells, figures, lost = {}, {}, false
    for _, cell in ipairs(paragraphs(source, range)) do
      if text.match(cell, "^[0-9][0-9.]*$") then
        figures[#figures + 1] = cell
        if #figures == numbers then
          local more = #cells - texts
          if more < 0 then break end
          local first = lost and more > 0 and 2 or 1
          more = more - first + 1
          if more > 2 then return end
          if more > 1 then found[1][#found[1] + 1] = cells[first] end
          if more > 0 then found[2][#found[2] + 1] = cells[#cells - texts] end
          lost = note and not text.same(figures[weight], figures[score])
          cells, figures, rows = {}, {}, rows + 1
        end
      elseif #figures > 0 then
        break
      else
        cells[#cells + 1] = cell
      end
    end
  end
  if rows < 4 then return end
  for index, level in ipairs(levels) do
    for _, cell in ipairs(found[index]) do
      local word = text.replace(cell, "[（(].*$", "")
      if is_name(word) then level.found[#level.found + 1] = word end
    end
  end
end

-- 各层级在表里印出的名称，按层级：{ key, found }。
local function printed_levels(source, head, ranges)
  local levels, columns = {}, {}
  for index, column in ipairs(head.columns) do
    if column.key == "level1" or column.key == "level2" then levels[#levels + 1] = { key = column.key, found = {} } end
    local known = column_of(words.indicators, column.key)
    columns[index] = {
      key = column.key,
      number = known ~= nil and known.kind == "number" and column.key ~= "order",
      name = column.key == "level1" or column.key == "level2" or column.key == "level3",
    }
  end
  if #levels < 1 then return levels end
  local note, numbers = head.columns[#columns].key == "reason", 0
  for _, column in ipairs(columns) do numbers = numbers + (column.number and 1 or 0) end
  local weight = "\\s*[（(]\\s*[0-9.]+\\s*分\\s*[）)]$"
  paragraph_levels(source, columns, levels, note, ranges)
  for _, range in ipairs(ranges) do
    for line = range[1], range[2] do
      local printed = source:text(line)
      local tabs = text.match(printed, "\\t") ~= nil
      local pieces = {}
      for _, piece in ipairs(text.all(printed, tabs and "[^\\t]+" or "\\S+")) do
        if #text.squeeze(piece) > 0 then pieces[#pieces + 1] = text.squeeze(piece) end
      end
      local found = false
      for _, noted in ipairs { false, true } do
        for missing = 0, #levels - 1 do
          if not found and (numbers > 0 or tabs) and (note or not noted) and fits(pieces, missing, columns, noted) then
            found = true
            for index = missing + 1, #levels do
              local word = text.replace(pieces[index - missing], "[（(].*$", "")
              if is_name(word) then levels[index].found[#levels[index].found + 1] = word end
            end
          end
        end
      end
      -- 独占一行、下面印着分值的是一级指标：投入与管理 / （36分）。
      local whole = text.squeeze(printed)
      if line < range[2] and text.match(text.squeeze(source:text(line + 1)), "^" .. weight) then whole = whole .. text.squeeze(source:text(line + 1)) end
      local alone = text.match(whole, "^([^（(]+)" .. weight)
      local word = alone and alone[1]
      if levels[1].key == "level1" and word and #pieces < 2 and is_name(word) then levels[1].found[#levels[1].found + 1] = word end
    end
  end
  return levels
end

return { column_of = column_of, printed = printed_levels }
