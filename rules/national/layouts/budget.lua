local accounts = require "accounts"

layout {
  id    = "national/budget",
  title = "部门预算公开文本（各地通用）",
  kind  = "budget",
  basis = "部门预算公开报表的通行样式",

  recognise = function(source) return accounts.recognise(source, "budget") end,
  read = function(source, out) accounts.read(source, out, "budget") end,
}
