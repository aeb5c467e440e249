local forms = require "forms"

rule {
  id     = "national.disclosure.self_score",
  title  = "文字说明里的整体支出自评得分应与部门整体自评表一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { evaluation = "department" },
  kind   = "逻辑性",
  severity = "warning",
  note   = "E15；项目的自评得分另有规则",
  remedy = "请核对文字说明与自评表，改为同一个数。",

  run = function(e, check, document)
    if e.total_score:missing() then return end
    for _, claim in ipairs(document:claims()) do
      local is_score = text.same(claim.unit or "", "分") and text.match(claim.subject or "", param "disclosure.self_score")
      if is_score and not claim.amount:missing() then
        -- 读到表上文中自评得分里的同一个数：由 national.evaluation.stated_score 说
        local told = not e.stated_score:missing() and forms.equal(e.stated_score, claim.amount)
        if told then check:holds(true)
        else check:same(claim.amount, e.total_score, { message = "文字说明里{row}为 {left} 分，部门整体自评表总分为 {right} 分。" })
        end
      end
    end
  end,
}
