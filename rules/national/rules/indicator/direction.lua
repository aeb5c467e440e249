-- 指标性质印在另一栏的，连同它一起说。
local function shown(target)
  return text.match(target.text, "[≥≤＞＜<>]|大于|小于|不") and target.text or target.comparison .. target.text
end

-- 另一栏印的方向：正向指标、反向指标；没有印的为 nil。
local function marked(i)
  local words = { i.nature or "" }
  for _, column in ipairs(param "indicator.direction_columns") do words[#words + 1] = i:more(column) or "" end
  local all = table.concat(words, " ")
  local forward, reverse = text.contains(all, "正向"), text.contains(all, { "反向", "逆向", "负向" })
  if forward and reverse then return nil end
  return forward and "forward" or reverse and "reverse" or nil
end

-- 与印的方向相反。
local function is_against(mark, printed)
  local up, down = text.match(printed, "^[≥＞>]") ~= nil, text.match(printed, "^[≤＜<]") ~= nil
  return text.same(mark, "forward") and down or text.same(mark, "reverse") and up
end

rule {
  id     = "national.indicator.direction",
  title  = "指标值的方向应与指标的名称、印的正向反向相符",
  basis  = "绩效指标的通行写法：办结时限、单位成本越少越好，满意度、合格率越多越好（评审通行要求，条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  note   = "名称没有歧义的（办理的时限，成本，满意度、合格率等）看名称，别的看另一栏印的正向指标、反向指标",
  remedy = "请核对指标性质，看 ≥、≤ 是不是填反了。",

  run = function(i, check)
    local name, printed = text.squeeze(text.fold(i.name)), i.target and i.target.comparison
    if not printed then return end
    local up = text.match(printed, "^[≥＞>]") ~= nil
    local reverse = text.match(name, param "indicator.surely_reverse") ~= nil
    local forward = text.match(name, param "indicator.surely_forward") ~= nil
    if reverse then
      check:holds(not up, { case = "reverse", at = i.target.cell, printed = shown(i.target), expected = "≤", values = { target = shown(i.target) },
        message = "{row}的指标值是“{target}”：这样的指标越少越好，“≥”像是填反了，请核实。" })
    elseif forward then
      check:holds(up or text.match(printed, "^[=＝]") ~= nil, { case = "forward", at = i.target.cell, printed = shown(i.target), expected = "≥", values = { target = shown(i.target) },
        message = "{row}的指标值是“{target}”：这样的指标越多越好，“≤”像是填反了，请核实。" })
    end
    local mark = not (reverse or forward) and marked(i)
    local against = mark and is_against(mark, printed)
    if mark and text.same(mark, "forward") then
      check:holds(not against, { case = "marked_forward", at = i.target.cell, printed = shown(i.target), expected = "≥", values = { target = shown(i.target) },
        message = "{row}印的是正向指标，指标值却是“{target}”，方向与符号矛盾，请核实。" })
    elseif mark then
      check:holds(not against, { case = "marked_reverse", at = i.target.cell, printed = shown(i.target), expected = "≤", values = { target = shown(i.target) },
        message = "{row}印的是反向指标，指标值却是“{target}”，方向与符号矛盾，请核实。" })
    end
  end,
}
