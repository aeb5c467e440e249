local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"

local spent = { "本年支出/小计", "本年支出/合计", "本年支出合计", "本年支出", "合计", "小计" }

rule {
  id     = "national.final_accounts.funds_within",
  title  = "一般公共预算、政府性基金支出之和不应大于全部支出",
  basis  = "部门决算公开样表：支出决算表列示全部支出，包括政府性基金预算财政拨款支出",
  on     = { document = "部门决算", table = statements.names "支出决算表" },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I34 的合计；一般公共预算支出自己大于全部支出的，另有规则",
  remedy = "请核对支出决算表是否漏列政府性基金支出。",

  run = function(t, check, document)
    local general, fund = statements.names "一般公共预算财政拨款支出决算表", statements.names "政府性基金预算财政拨款收入支出决算表"
    if not document:has_table(general) or not document:has_table(fund) then return end
    local all = agreement.fact(t, { row = "合计", column = identities.spending.total })
    local one = agreement.fact(document:table(general), { row = "合计", column = identities.split.total })
    local two = agreement.fact(document:table(fund), { row = "合计", column = spent })
    if not all or not one or not two or one.value:missing() or two.value:missing() or two.value:zero() then return end
    if all.value:missing() or one.value > all.value then return end
    agreement.within({ value = one.value + two.value, others = {}, place = "一般公共预算与政府性基金支出之和" }, all, check)
  end,
}
