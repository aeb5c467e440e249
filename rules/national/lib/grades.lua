-- 等级：总分落在哪一段；端点由参数 evaluation.grade_ends 写明。

local function from_lower_end(score)
  for _, band in ipairs(param "evaluation.grades") do
    if score >= amount(band[2]) then return band[1] end
  end
end

-- 整数端点（80–89、90–100）之间的 89.5 没有等级，为 nil。
local function of(score)
  local ends = param "evaluation.grade_ends"
  if ends == "rounded" then return from_lower_end(score:rounded(0)) end
  local grade = from_lower_end(score)
  if ends == "integer" and grade and not text.same(grade, from_lower_end(score:rounded(0, "进一")) or "") then return nil end
  return grade
end

-- 自评表写的等级：优秀、良好也是优、良；不是等级的为 nil。
local function named(word)
  local name = text.squeeze(word)
  for _, pair in ipairs(param "evaluation.grade_words") do
    if text.same(pair[1], name) then name = pair[2] end
  end
  for _, band in ipairs(param "evaluation.grades") do
    if text.same(band[1], name) then return band[1] end
  end
end

return { of = of, named = named }
