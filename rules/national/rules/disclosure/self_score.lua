local forms, form_names = require "forms", require "form_names"

local function is_score(claim) return text.same(claim.unit or "", "分") and claim.subject and not claim.amount:missing() end

-- 同一节里写了几个得分的，没有写明是谁的那个认不准。
local function is_alone(document, claim)
  local count = 0
  for _, other in ipairs(document:claims()) do
    if is_score(other) and text.same(other.section or "", claim.section or "") then count = count + 1 end
  end
  return count < 2
end

-- 这个得分是不是这张表的：写明项目名称的是那张项目表的，写明整体的是部门整体的。
local function belongs(document, claim, e)
  local named = form_names.named(document, claim.subject)
  if named and text.same(named.scope or "", "project") then return text.match(claim.subject, param "disclosure.form_score") ~= nil and text.same(named.name, e.name or "") end
  if not text.same(e.scope or "", "department") or not text.match(claim.subject, param "disclosure.self_score") then return false end
  return text.contains(claim.subject, "整体") or not text.contains(claim.subject, "项目") and is_alone(document, claim)
end

rule {
  id     = "national.disclosure.self_score",
  title  = "文字说明里的自评得分应与所说的那张自评表一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { evaluation = "*" },
  kind   = "逻辑性",
  severity = "warning",
  note   = "E15；写明项目名称的与那个项目的表比，写明整体的与部门整体的表比；没有写明、一节里又有几个得分的不比",
  remedy = "请核对文字说明与自评表，改为同一个数。",

  run = function(e, check, document)
    if e.total_score:missing() then return end
    for _, claim in ipairs(document:claims()) do
      if is_score(claim) and belongs(document, claim, e) then
        -- 读到表上文中自评得分里的同一个数：由 national.evaluation.stated_score 说
        local told = not e.stated_score:missing() and forms.equal(e.stated_score, claim.amount)
        if told then check:holds(true)
        else check:same(claim.amount, e.total_score, { case = e.scope, values = { form = e.name }, message = text.same(e.scope or "", "department") and "文字说明里{row}为 {left} 分，部门整体自评表总分为 {right} 分。"
            or "文字说明里{row}为 {left} 分，自评表“{form}”总分为 {right} 分。" })
        end
      end
    end
  end,
}
