local agreement = require "agreement"
local codes = require "codes"
local identities = require "identities"
local statements = require "statements"

rule {
  id     = "national.budget.general_within",
  title  = "一般公共预算支出不应大于同一科目的全部支出",
  basis  = "部门预算公开样表：一般公共预算支出是部门支出的一部分；上年结转的口径可能不同",
  on     = { document = "部门预算", table = statements.names "一般公共预算支出表" },
  kind   = "核实性",
  note   = "预算勾稽：一般公共预算各科目",
  remedy = "请核对两表这一科目；上年结转的口径不同的请说明。",

  run = function(t, check, document)
    local other = statements.names "部门支出总表"
    if not document:has_table(other) then return end
    local there = codes.read(document:table(other))
    if there.repeated then return end
    for _, node in ipairs(codes.read(t).nodes) do
      agreement.within(agreement.fact(t, { row = node.code, column = identities.split.total }),
        agreement.fact(document:table(other), { row = node.code, column = identities.spending.total }), check)
    end
  end,
}
