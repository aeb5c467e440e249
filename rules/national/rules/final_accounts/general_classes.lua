local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"

rule {
  id     = "national.final_accounts.general_classes",
  title  = "一般公共预算财政拨款支出决算表的各类支出应与财政拨款收入支出决算总表的同一类相等",
  basis  = "部门决算公开样表：两表列示同一类支出",
  on     = { document = "部门决算", table = statements.names "一般公共预算财政拨款支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I39",
  remedy = "请核对两表这一类支出。",

  run = agreement.classes(statements.names "财政拨款收入支出决算总表", identities.split.total, "支出", identities.by_fund.parts[1]),
}
