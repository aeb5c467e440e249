local form_sums = require "form_sums"
local narrative = require "narrative"

local function is_equal(check, group)
  for _, one in ipairs(group.sums) do
    if narrative.agrees(check, group.told, one) then return true end
  end
  return false
end

rule {
  id     = "national.disclosure.form_sum",
  title  = "文字说明里项目绩效目标、自评涉及的资金应等于各张表的资金之和",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "E14；同一节里说的项目个数正好是公开的张数，才是全部。没有写明哪一栏的，与预算数、执行数、年初数之和有一个相等就是相等。没有说几个项目的，预算数、执行数中有一个正好是各表之和，另一个不是，只请核实",
  remedy = "请核对文字说明里的金额与各张表的资金总额。",

  run = function(document, check)
    local counted, paired = form_sums.groups(document)
    local function compare(group, case)
      if is_equal(check, group) then
        check:holds(true)
      elseif group.sums[1] then
        check:same(group.told, group.sums[1], { case = case, severity = case and "verify" or nil, values = { count = tostring(group.count) },
          message = case and "文字说明里{row}为 {left}，公开的 {count} 张表之和为 {right}，相差 {gap}；同一节的另一个数正好是各表之和，请核实。"
            or "文字说明里{row}为 {left}，公开的 {count} 张表的资金之和为 {right}，相差 {gap}。" })
      end
    end
    for _, group in ipairs(counted) do compare(group) end
    for _, pair in ipairs(paired) do
      if is_equal(check, pair[1]) or is_equal(check, pair[2]) then
        for _, group in ipairs(pair) do compare(group, "twin") end
      end
    end
  end,
}
