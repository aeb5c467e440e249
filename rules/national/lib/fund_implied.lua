-- 资金总额减去其余各项来源，得出这一项来源应有的数；资金总额应有的数是各项来源之和：这一项写错了的，由各项来源之和的规则说，别的规则不再说。

local forms, sources = require "forms", require "sources"

local function is_same_row(one, other) return text.same(one.source or "", other.source or "") and one.ordinal <= other.ordinal and one.ordinal >= other.ordinal end

-- 看不清上下级、而别的加法对得上或印了两种分法的：说不出一行应有的数。
local function is_other_sum(e, parts, whole, column)
  return not parts.plain and (sources.splits(parts.rows) or forms.equal(whole, sources.added(e, parts.known, column)))
end

-- 与总额对不上的一栏里，这一行应有的数；总额相符的、既不是总额又不是直接来源的为 nil。
local function of(e, fund, column)
  local parts = sources.read(e)
  if not forms.has_total_fund(e) then return nil end
  local whole, added = forms.total_fund(e):value(column), sources.added(e, parts.rows, column)
  if whole:missing() or added:missing() or forms.equal(whole, added) or is_other_sum(e, parts, whole, column) then return nil end
  if is_same_row(forms.total_fund(e), fund) then return added end
  for _, row in ipairs(parts.rows) do
    if is_same_row(row, fund) and not row:value(column):missing() then return row:value(column) + whole - added end
  end
end

return { of = of }
