local forms, sources = require "forms", require "sources"

local columns = { "initial", "annual", "executed" }

rule {
  id     = "national.fund.parts_total",
  title  = "年度资金总额应等于各项来源之和",
  basis  = "项目支出、部门整体支出绩效自评表样表：年度资金总额下列各项来源",
  kind   = "基本平衡",
  on     = { evaluation = "*" },
  remedy = "请核对资金总额与各项来源；“其中”行不与其上级重复相加。",

  run = function(e, check)
    local parts = sources.read(e)
    if not forms.has_total_fund(e) then return end
    local total = forms.total_fund(e)
    for _, column in ipairs(columns) do
      local whole, added, known = total:value(column), sources.added(e, parts.rows, column), sources.added(e, parts.known, column)
      if not whole:missing() and not added:missing() then
        if forms.equal(whole, known) then added = known end
        check:same(whole, added, { severity = not parts.plain and "verify" or nil,
          message = "年度资金总额的{column}为 {left}，各项来源之和为 {right}，相差 {gap}。" })
        if whole:zero() and not added:zero() then return end   -- 总额一行填 0：一处说明就够了
      end
    end
  end,
}
