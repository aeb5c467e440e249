rule {
  id     = "national.evaluation.prompts",
  title  = "样表提示语未替换为实际内容",
  basis  = "自评表填报要求：提示语应替换为实际内容",
  kind   = "逻辑性",
  severity = "error",
  on     = { evaluation = "*" },
  remedy = "请填写实际内容，删去样表提示语。",

  run = function(e, check)
    for _, block in ipairs(e:texts()) do
      local words = block.text or ""
      local found, only = text.match(words, "(" .. param "text.prompt" .. ")"), text.match(text.trim(words), param "text.prompt_only")
      check:holds(not found, { case = only and "" or "mixed", severity = not only and "verify" or nil,
        row = block.label, column = "内容", printed = found and found[1] or "",
        message = only and "“{row}”里还是样表提示语“{printed}”。" or "“{row}”里有“{printed}”，像是没有删去的样表提示语。" })
    end
  end,
}
