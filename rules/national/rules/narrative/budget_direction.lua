local narrative = require "narrative"

rule {
  id     = "national.narrative.budget_direction",
  title  = "与预算数相比的增减，方向应与两个数相符",
  basis  = "公开文本文字说明的写法：年初预算……万元，决算……万元，比年初预算增加（减少）……万元（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I64；增减额正好是两数之差、方向相反的才说，没有写与哪一年比的",
  remedy = "请核对是增加还是减少。",

  run = function(document, check)
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim = entry.claim
      local up, down = narrative.is_up(claim), narrative.is_down(claim)
      local told = text.same(claim.kind, "change") and (up or down) and claim.base_year:missing() and claim.base_amount:missing()
      if told and not claim.amount:missing() and not claim.budget:missing() and not claim.change:missing() and not claim.change:zero() then
        local measured = check:agrees(claim.change, (claim.amount - claim.budget):absolute())
        local turned = measured and (up and claim.amount < claim.budget or down and claim.amount > claim.budget)
        if measured then
          check:holds(not turned, { at = claim.amount, values = { direction = claim.direction, change = claim.change, budget = claim.budget },
            message = "{row} {printed}，预算 {budget}，文字却说{direction} {change}；方向相反才相符，请核对是增加还是减少。" })
        end
      end
    end
  end,
}
