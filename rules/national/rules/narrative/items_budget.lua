local narrative = require "narrative"

-- 按节归在一起的各科目：{ amounts, budgets }；有一项没有说预算的不审。
local function groups_of(read)
  local found, order = {}, {}
  for _, entry in ipairs(read.entries) do
    local claim, root = entry.claim, narrative.section_root(entry.claim.section)
    if not entry.fact and entry.money and text.same(claim.kind, "completion") and text.contains(claim.subject or "", { "（项）", "(项)", "（款）", "(款)" }) then
      if not found[root] then
        found[root] = { amounts = {}, budgets = {}, whole = true }
        order[#order + 1] = found[root]
      end
      local group = found[root]
      group.whole = group.whole and not claim.amount:missing() and not claim.budget:missing()
      table.insert(group.amounts, claim.amount)
      table.insert(group.budgets, claim.budget)
    end
  end
  return order
end

rule {
  id     = "national.narrative.items_budget",
  title  = "各科目的预算数之和应等于总体的预算数",
  basis  = "公开文本“财政拨款支出决算具体情况”的通行写法：逐项说年初预算、支出决算（条文待核）",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "各科目的决算数加起来等于总体决算数的（列全了）才审；年初预算与调整预算口径不同的请在文中写明",
  remedy = "请核对总体的预算数与各科目的预算数。",

  run = function(document, check)
    local read = narrative.read(document)
    for _, group in ipairs(groups_of(read)) do
      for _, entry in ipairs(group.whole and #group.amounts > 1 and read.entries or {}) do
        local claim = entry.claim
        local is_total = entry.fact and text.same(claim.kind, "completion") and not claim.amount:missing() and not claim.budget:missing()
        if is_total and narrative.agrees(check, claim.amount, sum(group.amounts)) then
          check:same(claim.budget, sum(group.budgets), { tail = "note", values = { count = #group.budgets },
            message = "{row}的预算数填报 {left}，逐项说的 {count} 个科目的预算数之和为 {right}，相差 {gap}，请核实。" })
          break
        end
      end
    end
  end,
}
