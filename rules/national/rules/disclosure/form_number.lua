local counts = require "sheet_counts"
local projects = require "form_projects"

rule {
  id     = "national.disclosure.form_number",
  title  = "公开的项目表不应多于文字说的项目个数",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  note   = "公开的少于文字说的，是只公开了一部分，不是问题；文字里说了几个个数的，与最多的比。“上述几个项目”与前面说的个数、公开的张数都不同的，也请核实",
  remedy = "请核对文字说明里的项目个数与公开的张数。",

  run = function(document, check)
    local told, number = projects.told(document), projects.count(document)
    if not told.named or not number then return end
    local most = counts.number(told.most.amount)
    check:holds(number <= most, { at = told.most.amount, row = told.most.subject, column = "金额", printed = told.most.amount, expected = number,
      message = "文字说明里{row} {printed} 个，公开的项目表有 {expected} 张。" })
    for _, claim in ipairs(number <= most and number >= most and told.again or {}) do
      local again = counts.number(claim.amount)
      check:holds(again <= number and again >= number, { case = "again", at = claim.amount, row = claim.subject, column = "金额", printed = claim.amount, expected = number,
        message = "文字说明里{row} {printed} 个，前面说的和公开的项目表都是 {expected} 个。" })
    end
  end,
}
