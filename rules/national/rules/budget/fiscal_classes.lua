local agreement = require "agreement"
local identities = require "identities"
local statements = require "statements"

rule {
  id     = "national.budget.fiscal_classes",
  title  = "一般公共预算支出表的各类支出应与财政拨款收支总表的同一类相等",
  basis  = "部门预算公开样表：两表列示同一类支出；口径不同（上年结转）的两表合计不等，不逐类比",
  on     = { document = "部门预算", table = statements.names "一般公共预算支出表" },
  kind   = "逻辑性",
  severity = "warning",
  note   = "预算勾稽：财政拨款各类支出；只在各类之和相等时比，合计不等的由合计的规则说",
  remedy = "请核对两表这一类支出。",

  run = agreement.classes(statements.names "财政拨款收支总表", identities.split.total, "支出", identities.by_fund.parts[1], true),
}
