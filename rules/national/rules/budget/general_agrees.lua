local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"
local sided = require "sided"
local summaries = require "summaries"

local total = { row = "合计", column = identities.split.total }
local fiscal = { side = "支出", row = summaries.fiscal["支出"].current, column = identities.by_fund.parts[1] }
local carried = { side = "收入", row = summaries.fiscal["收入"].parts[2], column = sided.amount }

rule {
  id     = "national.budget.general_agrees",
  title  = "一般公共预算支出表的合计应与财政拨款收支总表的一般公共预算支出相等",
  basis  = "部门预算公开样表：两表列示同一项支出；一般公共预算支出表只列当年拨款的，相差上年结转",
  on     = { document = "部门预算", table = statements.names "一般公共预算支出表" },
  kind   = "核实性",
  note   = "预算勾稽：一般公共预算支出",
  remedy = "请核对两表的一般公共预算支出，口径不同的（上年结转）请说明。",

  run = function(t, check, document)
    local other = statements.names "财政拨款收支总表"
    if not document:has_table(other) then return end
    local here, there = agreement.fact(t, total), agreement.fact(document:table(other), fiscal)
    local kept = agreement.fact(document:table(other), carried)
    if there and kept and not there.value:missing() and not kept.value:missing() then there.others[#there.others + 1] = there.value - kept.value end
    agreement.same(here, there, check)
  end,
}
