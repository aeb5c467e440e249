local coverage = require "narrative_coverage"
local narrative = require "narrative"

rule {
  id     = "national.narrative.coverage",
  title  = "自评覆盖率为 100% 的，自评金额应是全部项目支出",
  basis  = "项目支出绩效自评应覆盖所有项目（条文待核）；自评金额可按预算数统计，涉密项目不公开",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "勾稽 I71",
  remedy = "请核对自评的项目数、金额和覆盖率，说明与项目支出的差别。",

  run = function(document, check)
    local read = narrative.read(document)
    local told = coverage.told(read) or coverage.told_share(read)
    if not told then return end
    local spent = coverage.least_spent(document)
    if not spent then return end
    check:at_least(told.amount, spent.value, { case = told.share and "share" or "rate",
      message = told.share and "涉及资金 {left}，写的是占项目支出的 {rate}，《{table}》的项目支出为 {right}，少 {gap}。"
        or "自评覆盖率填报 {rate}，涉及资金 {left}，《{table}》的项目支出为 {right}，少 {gap}。",
      values = { rate = told.rate, table = spent.table },
    })
  end,
}
