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
      local found = block.text and text.match(block.text, "(" .. param "text.prompt" .. ")")
      check:holds(not found, { row = block.label, printed = found and found[1] or "", message = "“{row}”里还是样表提示语“{printed}”。" })
    end
  end,
}
