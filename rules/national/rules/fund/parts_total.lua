local forms, sources, unit = require "forms", require "sources", require "fund_unit"

local columns = { "initial", "annual", "executed" }

-- 这一栏里单位写错的各行换算以后的和；没有写错的为 nil。
local function converted(rows, added, column, check, yuan)
  local result
  for _, row in ipairs(rows) do
    local wrong, meant = unit.slip(row, check, yuan)
    if wrong and text.same(wrong, column) then result = (result or added) - row:value(column) + meant end
  end
  return result
end

-- 有一项来源的数属于哪一栏不能确定：它可以在别的一栏，各栏之和都说明不了什么。
local function doubt_of(rows)
  for _, row in ipairs(rows) do
    for _, column in ipairs(columns) do
      local told = row:doubtful(column)
      if told and text.match(tostring(told), param "fund.unplaced") then return told end
    end
  end
end

rule {
  id     = "national.fund.parts_total",
  title  = "年度资金总额应等于各项来源之和",
  basis  = "项目支出、部门整体支出绩效自评表样表：年度资金总额下列各项来源",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对资金总额与各项来源；“其中”行不与其上级重复相加。",

  run = function(e, check, document)
    local parts = sources.read(e)
    if not forms.has_total_fund(e) then return end
    local total = forms.total_fund(e)
    local function compare(whole, rows, column)
      local added = sources.added(e, rows, column)
      local meant = not added:missing() and not check:agrees(whole, added) and converted(rows, added, column, check, unit.in_yuan(e, document))
      if meant and check:agrees(whole, meant) then check:holds(true)   -- 由单位写错的规则说
      elseif not added:missing() and not check:agrees(whole, added) and doubt_of(rows) then
        check:cannot { at = whole, case = "doubtful", values = { whole = whole, added = added, doubt = doubt_of(rows) },
          message = "年度资金总额的{column}为 {whole}，各项来源之和为 {added}，有一项来源的数识别存疑（{doubt}），请核对原件。" }
      elseif not added:missing() then
        check:same(whole, added, { severity = not parts.plain and "verify" or nil,
          message = "年度资金总额的{column}为 {left}，{first}等各项来源之和为 {right}，相差 {gap}。", values = { first = text.label(rows[1].source or "") } })
      end
    end
    for _, column in ipairs(columns) do
      local whole, all = total:value(column), sources.added(e, parts.rows, column)
      if not whole:missing() and not all:missing() then
        local splits = { parts.rows }
        if not parts.plain and not forms.equal(whole, all) then
          splits = forms.equal(whole, sources.added(e, parts.known, column)) and { parts.known } or sources.splits(parts.rows) or splits
        end
        for _, rows in ipairs(splits) do compare(whole, rows, column) end
        if whole:zero() and not all:zero() then return end   -- 总额一行填 0：一处说明就够了
      end
    end
  end,
}
