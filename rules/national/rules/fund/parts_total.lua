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
    if #parts.rows < 1 or not forms.has_total_fund(e) then return end
    local total, splits = forms.total_fund(e), not parts.plain and sources.splits(parts.rows) or { parts.rows }
    for _, column in ipairs(columns) do
      local whole, all, known = total:value(column), sources.added(e, parts.rows, column), sources.added(e, parts.known, column)
      if not whole:missing() and not all:missing() then
        if forms.equal(whole, all) or not parts.plain and forms.equal(whole, known) then check:holds(true)
        else
          for _, rows in ipairs(splits) do
            local added = sources.added(e, rows, column)
            if not added:missing() then
              check:same(whole, added, { severity = not parts.plain and "verify" or nil,
                message = "年度资金总额的{column}为 {left}，{first}等各项来源之和为 {right}，相差 {gap}。", values = { first = text.label(rows[1].source) } })
            end
          end
        end
        if whole:zero() and not all:zero() then return end   -- 总额一行填 0：一处说明就够了
      end
    end
  end,
}
