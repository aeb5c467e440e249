local agreement = require "agreement"
local identities = require "identities"
local sided = require "sided"
local statements = require "statements"
local summaries = require "summaries"

rule {
  id     = "national.budget.fiscal_within",
  title  = "财政拨款安排的支出不应大于同一类的全部支出",
  basis  = "部门预算公开样表：财政拨款支出是全部支出的一部分；上年结转的口径可能不同",
  on     = { document = "部门预算", table = statements.names "财政拨款收支总表" },
  kind   = "核实性",
  note   = "预算勾稽：财政拨款各类支出；两表都含本年支出合计时才比",
  remedy = "请核对两表这一类支出；上年结转的口径不同的请说明。",

  run = function(t, check, document)
    local other, total = statements.names "部门收支总表", summaries.fiscal["支出"].current
    if not document:has_table(other) then return end
    local there, rows = document:table(other), sided.rows(t, "支出") or {}
    local _, last = sided.find(rows, total)
    for position = 1, last or 0 do
      local row = { rows[position].label or "" }
      agreement.within(agreement.fact(t, { side = "支出", row = row, column = identities.by_fund.total, of = total }),
        agreement.fact(there, { side = "支出", row = row, column = sided.amount, of = summaries.whole["支出"].current }), check)
    end
  end,
}
