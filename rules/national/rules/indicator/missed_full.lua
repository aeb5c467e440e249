local forms, missed, unreadable = require "forms", require "missed", require "unreadable"

rule {
  id     = "national.indicator.missed_full",
  title  = "没有达到指标值的，不应得满分而不说明",
  basis  = "财预〔2020〕10号：未达到指标值的按完成比例计分并说明原因（条文待核）",
  kind   = "核实性",
  on     = { indicator = "*" },
  note   = "完成值写着没有完成、少于区间的下限、几项里有一项少了、扣的分在取整之内的。按公式扣分多的由 national.indicator.score_formula 说，超过上限的由 national.indicator.over_limit 说，日期晚的由 national.indicator.late 说",
  remedy = "请核对完成值；确实没有达到的，扣分或说明原因。",

  run = function(i, check, e)
    if i.score:missing() or i.weight:missing() or i.weight:zero() or i.score < i.weight or not i.target or not i.actual then return end
    if forms.is_subtotal_row(e, i) or unreadable.told(i, check) then return end
    local how, part = missed.how(i, e, check)
    local options = { at = i:value "actual", printed = i:printed "actual", expected = i:printed "target", values = { score = i.score },
      message = "{row}的指标值是“{expected}”，完成值是“{printed}”，没有达到，得满分 {score} 分，没有说明原因。" }
    if part then
      options.case, options.values = "part", { score = i.score, wanted = part.wanted, done = part.done }
      options.message = "{row}的指标值里有“{wanted}”，完成值里是“{done}”，没有达到，得满分 {score} 分，没有说明原因。"
    end
    check:holds(not how or forms.is_reasoned(e, i), options)
  end,
}
