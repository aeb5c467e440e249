local agreement = require "agreement"
local codes = require "codes"
local statements = require "statements"
local identities = require "identities"

rule {
  id     = "national.final_accounts.general_within",
  title  = "一般公共预算财政拨款支出不应大于同一科目的全部支出",
  basis  = "部门决算公开样表：一般公共预算财政拨款支出是全部支出的一部分",
  on     = { document = "部门决算", table = statements.names "一般公共预算财政拨款支出决算表" },
  kind   = "逻辑性",
  note   = "勾稽 I40",
  remedy = "请核对两表这一科目。",

  run = function(t, check, document)
    local other = statements.names "支出决算表"
    if not document:has_table(other) then return end
    local there = codes.read(document:table(other))
    if there.repeated then return end
    for _, node in ipairs(codes.read(t).nodes) do
      local place = { row = node.code, column = identities.split.total }
      agreement.within(agreement.fact(t, place), agreement.fact(document:table(other), { row = node.code, column = identities.spending.total }), check)
    end
  end,
}
