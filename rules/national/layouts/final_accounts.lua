local accounts = require "accounts"

layout {
  id    = "national/final_accounts",
  title = "部门决算公开文本（各地通用）",
  kind  = "final_accounts",
  basis = "部门决算公开报表的通行样式",

  recognise = function(source) return accounts.recognise(source, "final_accounts") end,
  read = function(source, out) accounts.read(source, out, "final_accounts") end,
}
