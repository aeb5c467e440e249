local duties = require "duties"
local statements = require "statements"

rule {
  id     = "national.disclosure.function_detail",
  title  = "一般公共预算支出应公开到功能分类的项级科目",
  basis  = "地方预决算公开操作规程：按功能分类公开到项（条文待核）",
  on     = { document = { "部门决算", "部门预算" }, table = statements.names "一般公共预算财政拨款支出决算表" },
  kind   = "规范性",
  severity = "verify",
  note   = "P04；没有印科目编码的不核对，涉密的不适用",
  remedy = "请公开到项级科目；涉密的请说明。",

  run = function(t, check)
    local digits = duties.longest_code(t)
    if not digits then return end
    check:holds(amount(tostring(digits)) >= param "disclosure.function_digits", { column = "科目编码", printed = tostring(digits) .. " 位", expected = param "disclosure.function_digits", values = { digits = tostring(digits) },
      message = "科目编码最长 {digits} 位，没有公开到项。" })
  end,
}
