local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"
local sided = require "sided"

rule {
  id     = "national.final_accounts.fiscal_within",
  title  = "财政拨款支出不应大于同一类的全部支出",
  basis  = "部门决算公开样表：财政拨款支出是全部支出的一部分",
  on     = { document = "部门决算", table = statements.names "财政拨款收入支出决算总表" },
  kind   = "逻辑性",
  note   = "勾稽 I34",
  remedy = "请核对两表；财政拨款支出包含在全部支出里。",

  run = function(t, check, document)
    local other = statements.names "收入支出决算总表"
    if not document:has_table(other) then return end
    local there, rows = document:table(other), sided.rows(t, "支出") or {}
    local _, last = sided.find(rows, { "本年支出合计" })
    for position = 1, last or 0 do
      local row = { rows[position].label or "" }
      agreement.within(agreement.fact(t, { side = "支出", row = row, column = identities.by_fund.total }),
        agreement.fact(there, { side = "支出", row = row, column = sided.amount, of = { "本年支出合计" } }), check)
    end
  end,
}
