local unit = require "fund_unit"

rule {
  id     = "national.fund.unit",
  title  = "预算数、执行数应按表头的同一单位填写",
  basis  = "项目支出绩效自评表样表：项目资金（万元），执行率 = 全年执行数（B）/ 全年预算数（A）",
  kind   = "基本平衡",
  on     = { fund = "*" },
  suppresses = { "national.fund.rate", "national.fund.over_budget" },
  note   = "执行率与两数对不上，一数缩小一千、一万、一亿倍后正好对得上的，是那一数的单位写错：由本条说一次；表头的单位是元的，是另一数按万元填了",
  remedy = "请把这一数换算成表头的单位（表头没有印单位的，与另一数的单位一致）。",

  run = function(f, check, e, document)
    if not unit.readable(f) then return end
    local yuan = unit.in_yuan(e, document)
    local column, meant = unit.slip(f, check, yuan)
    if column then
      check:same(f:value(column), meant, { at = f:value(column), case = yuan and "yuan" or nil, values = { rate = f.rate },
        formula = { unit.rate_of(f), f.executed / unit.budget_of(f) },
        message = yuan and "{row}的{column}填报 {left}，表头的单位是元，放大到 {right} 才与填报的执行率 {rate} 相符，像是按万元填的。"
          or "{row}的{column}填报 {left}，缩小到 {right} 才与填报的执行率 {rate} 相符，像是单位写错（元、万元）。" })
    else
      check:holds(true)
    end
  end,
}
