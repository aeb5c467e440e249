local accounts = require "accounts"
local disclosure = require "disclosure"
local printed = require "printed"

layout {
  id    = "national/final_accounts",
  title = "部门决算公开文本（各地通用）",
  kind  = "final_accounts",
  basis = "部门决算公开报表的通行样式",

  print = printed.national,

  recognise = function(source) return accounts.recognise(source, "final_accounts") end,
  read = function(source, out) disclosure.read(source, out, { kind = "final_accounts" }) end,
}
