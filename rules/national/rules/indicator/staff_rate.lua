local staff = require "staff"

-- 填报的控制率，和它印作百分数还是不带百分号的数：93.10% 是真，93.10 是假。单位、名称、指标值说明不了是百分数的为 nil。
local function rate_of(i)
  local actual = i.actual
  if not actual or not actual.numeric or actual.high or actual.comparison then return nil end
  local told = actual.is_rate or actual.unit == "" and (text.contains(i.unit or "", "%") or text.contains(text.fold(i.level3 or ""), "%") or i.target and i.target.is_rate)
  return told and i:value "actual" or nil
end

rule {
  id     = "national.indicator.staff_rate",
  title  = "在职人员控制率应等于在职人数除以编制数",
  basis  = "部门整体支出绩效评价指标：在职人员（财政供养人员）控制率 = 在职人员数 / 编制数（条文待核）",
  on     = { indicator = "*" },
  kind   = "核实性",
  note   = "E14；文字里的编制数、在职人数各只有一个说法的才比；所属单位一并统计的可以不同",
  remedy = "请核对编制数、在职人数和控制率；统计范围不同的请写明。",

  run = function(i, check, e, document)
    local printed = text.match(i.level3 or "", param "staff.rate_name") and rate_of(i)
    local told = printed and staff.told(document)
    if not told then return end
    local expected = printed:is_rate() and told.rate or told.rate / amount "1%"
    if staff.fits(check, printed, expected) then
      check:holds(true)
      return
    end
    check:same(printed, expected, { values = { persons = told.persons.amount, posts = told.posts.amount },
      message = "{row}的完成值填报 {left}，文字说在职 {persons} 人、编制 {posts} 人，应为 {right}，请核实。" })
  end,
}
