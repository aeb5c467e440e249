local agreement = require "agreement"
local identities = require "identities"
local sided = require "sided"
local statements = require "statements"
local summaries = require "summaries"

rule {
  id     = "national.budget.fund_agrees",
  title  = "政府性基金预算支出表的合计应与财政拨款收支总表的政府性基金支出相等",
  basis  = "部门预算公开样表：两表列示同一项支出；政府性基金预算支出表只列当年拨款的，相差上年结转",
  on     = { document = "部门预算", table = statements.names "政府性基金预算支出表" },
  kind   = "核实性",
  note   = "预算勾稽：政府性基金支出",
  remedy = "请核对两表的政府性基金支出，口径不同的（上年结转）请说明。",

  run = function(t, check, document)
    local other = statements.names "财政拨款收支总表"
    if not document:has_table(other) then return end
    local fiscal = document:table(other)
    local here = agreement.fact(t, { row = "合计", column = identities.split.total })
    local there = agreement.fact(fiscal, { side = "支出", row = summaries.fiscal["支出"].current, column = identities.by_fund.parts[2] })
    if not here or here.value:missing() then return end   -- 空表由 national.budget.empty_tables 说
    local kept = agreement.fact(fiscal, { side = "收入", row = summaries.funds[2], after = summaries.fiscal.opening, column = sided.amount })
    if there and kept and not there.value:missing() and not kept.value:missing() then there.others[#there.others + 1] = there.value - kept.value end
    agreement.same(here, there, check)
  end,
}
