local agreement = require "agreement"
local identities = require "identities"
local sided = require "sided"
local statements = require "statements"

rule {
  id     = "national.budget.spending_classes",
  title  = "部门支出总表的各类支出应与部门收支总表的同一类相等",
  basis  = "部门预算公开样表：两表列示同一类支出；口径不同（上年结转）的两表合计不等，不逐类比",
  on     = { document = "部门预算", table = statements.names "部门支出总表" },
  kind   = "逻辑性",
  severity = "warning",
  note   = "预算勾稽：各类支出；只在各类之和相等时比，合计不等的由合计的规则说",
  remedy = "请核对两表这一类支出。",

  run = agreement.classes(statements.names "部门收支总表", identities.spending.total, "支出", sided.amount, true),
}
