local goals = require "goal_counts"
local unreadable = require "unreadable"

rule {
  id     = "national.evaluation.goal_counts",
  title  = "目标、完成情况里说的数量应与同一件事的指标一致",
  basis  = "绩效指标是绩效目标的细化和量化（财预〔2015〕88号，条文待核）",
  on     = { evaluation = "*" },
  kind   = "核实性",
  note   = "E14；同一件事、同一单位的指标只有一个，文字里也只说了一次，一句里除了这件事没有别的限定才比。跨年度的不审",
  remedy = "请核对文字与指标，改为同一个数；范围不同的请写明。",

  run = function(e, check)
    for _, block in ipairs(goals.blocks(e)) do
      for _, i in ipairs(e:indicators()) do
        local value = i[block.field]
        if value and not value.numeric and goals.is_told(block, i) then unreadable.told(i, check) end
      end
      for _, pair in ipairs(goals.pairs_of(e, block)) do
        local i = pair.indicator
        check:holds(pair.agreed, { at = i:value(pair.field), printed = i:printed(pair.field), expected = pair.told, case = pair.transposed and "transposed" or "other",
          values = { label = pair.label, told = pair.told, own = i:printed(pair.field) },
          message = pair.transposed and "{row}的{column}是“{own}”，{label}里写的是“{told}”，数字的次序不同，像是颠倒了，请核实。"
            or "{row}的{column}是“{own}”，{label}里写的是“{told}”，请核实。" })
      end
    end
  end,
}
