local narrative = require "narrative"
local staff = require "staff"

rule {
  id     = "national.narrative.staff_rate",
  title  = "文字里的在职人员控制率应等于在职人数除以编制数",
  basis  = "部门整体支出绩效评价指标：在职人员（财政供养人员）控制率 = 在职人员数 / 编制数（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  severity = "verify",
  note   = "文字里的编制数、在职人数各只有一个说法的才比；所属单位一并统计的可以不同",
  remedy = "请核对编制数、在职人数和控制率，看分子分母是不是颠倒了。",

  run = function(document, check)
    local told
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim = entry.claim
      if claim.subject and not claim.percent:missing() and text.match(narrative.plain(claim.subject), param "staff.rate_name") then
        told = told or staff.told(document)
        if not told then return end
        local values = { persons = told.persons.amount, posts = told.posts.amount }
        local fits, turned = staff.fits(check, claim.percent, told.rate), not told.rate:zero() and staff.fits(check, claim.percent, amount "1" / told.rate)
        if fits then check:holds(true)
        else
          check:same(claim.percent, told.rate, { values = values, case = turned and "turned" or nil,
            message = turned and "{row}填报 {left}，是编制 {posts} 人除以在职 {persons} 人，分子分母颠倒了，应为 {right}。"
              or "{row}填报 {left}，在职 {persons} 人除以编制 {posts} 人为 {right}，请核实。" })
        end
      end
    end
  end,
}
