local duties = require "duties"
local statements = require "statements"

rule {
  id     = "national.disclosure.economic_detail",
  title  = "一般公共预算基本支出应公开到经济分类的款级科目",
  basis  = "地方预决算公开操作规程：基本支出按经济分类公开到款（条文待核）",
  on     = { document = { "部门决算", "部门预算" }, table = statements.names "一般公共预算财政拨款基本支出决算表" },
  kind   = "规范性",
  severity = "verify",
  note   = "P05；没有印科目编码的不核对，涉密的不适用",
  remedy = "请公开到款级科目；涉密的请说明。",

  run = function(t, check)
    local digits = duties.longest_code(t)
    if not digits then return end
    check:holds(amount(tostring(digits)) >= param "disclosure.economic_digits", { column = "科目编码", printed = tostring(digits) .. " 位", expected = param "disclosure.economic_digits", values = { digits = tostring(digits) },
      message = "科目编码最长 {digits} 位，没有公开到款。" })
  end,
}
