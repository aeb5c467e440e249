local agreement = require "agreement"
local statements = require "statements"
local identities = require "identities"
local sided = require "sided"

rule {
  id     = "national.final_accounts.spending_classes",
  title  = "支出决算表的各类支出应与收入支出决算总表的同一类相等",
  basis  = "部门决算公开样表：两表列示同一类支出",
  on     = { document = "部门决算", table = statements.names "支出决算表" },
  kind   = "基本平衡",
  note   = "勾稽 I23",
  remedy = "请核对两表这一类支出。",

  run = agreement.classes(statements.names "收入支出决算总表", identities.spending.total, "支出", sided.amount),
}
