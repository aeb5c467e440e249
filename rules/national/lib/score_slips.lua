-- 总分与各项之和不符，而把一项定量指标的得分换成公式的得分就相符：错在那一项的得分，总分是按对的加的。

local forms, scores, totals = require "forms", require "scores", require "form_totals"

-- 换成公式的得分以后总分对得上的一项和公式；总分本来相符的、有两项都说得通的为 nil。
local function of(e, check)
  local all = sum(totals.cells(e, "score"))
  if e.total_score:missing() or all:missing() or forms.equal(e.total_score, all) or totals.doubt(e) then return nil end
  local found, meant
  for _, row in ipairs(forms.scored_rows(e)) do
    local measured = not row.score:missing() and not row.weight:missing() and not forms.is_subtotal_row(e, row) and scores.measure(row) or {}
    local formula = measured.kind ~= "brackets" and not measured.unsure and measured.formula or nil
    if formula and not check:agrees(row.score, formula) then
      local due = row.score + e.total_score - all
      if (due - formula):absolute() < param "score.slip_within" then
        if found then return nil end
        found, meant = row, formula
      end
    end
  end
  return found, meant
end

-- 这一项就是。
local function is_slip(e, row, check)
  local found = of(e, check)
  return found ~= nil and text.same(found.name, row.name) and found.ordinal <= row.ordinal and found.ordinal >= row.ordinal
end

return { of = of, is_slip = is_slip }
