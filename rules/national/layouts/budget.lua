local accounts = require "accounts"
local disclosure = require "disclosure"
local printed = require "printed"
local targets = require "target_forms"

layout {
  id    = "national/budget",
  title = "部门预算公开文本（各地通用）",
  kind  = "budget",
  basis = "部门预算公开报表的通行样式",

  print = printed.national,

  recognise = function(source) return accounts.recognise(source, "budget") end,
  read = function(source, out) disclosure.read(source, out, { kind = "budget", forms = targets, forms_below_title = true }) end,
}
