local form_sums = require "form_sums"
local narrative = require "narrative"

rule {
  id     = "national.disclosure.form_sum",
  title  = "文字说明里项目绩效目标、自评涉及的资金应等于各张表的资金之和",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "E14；同一节里说的项目个数正好是公开的张数，才是全部。与预算数、执行数、年初数之和有一个相等就是相等",
  remedy = "请核对文字说明里的金额与各张表的资金总额。",

  run = function(document, check)
    for _, group in ipairs(form_sums.groups(document)) do
      local equal = false
      for _, one in ipairs(group.sums) do equal = equal or narrative.agrees(check, group.told, one) end
      if equal then
        check:holds(true)
      elseif group.sums[1] then
        check:same(group.told, group.sums[1], { values = { count = tostring(group.count) },
          message = "文字说明里{row}为 {left}，公开的 {count} 张表的资金之和为 {right}，相差 {gap}。" })
      end
    end
  end,
}
