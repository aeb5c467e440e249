local identities, names, purchases, shapes, statements = require "identities", require "names", require "purchases", require "shapes", require "statements"

rule {
  id     = "national.tables.purchase_total",
  title  = "政府采购、购买服务、新增资产各表：合计应等于各项之和，货物、工程、服务应等于合计",
  basis  = "部门预算、部门决算公开样表：政府采购按货物、工程、服务和项目列示（各地栏目不一，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "verify",
  note   = "有一行等于后面几行之和的，是小计和明细印在一起，不审；决算的政府采购情况表由 national.final_accounts.procurement_rows 说",
  remedy = "请核对合计和各项的金额，看有没有哪一项的数字、单位写错。",

  run = function(document, check)
    for _, t in ipairs(purchases.tables(document)) do
      local own = text.same(document.kind, "final_accounts") and names.has(statements.names "政府采购情况表", t.name)
      for _, one in ipairs(own and {} or purchases.totals(t, check)) do
        check:same(one.whole, one.added, { values = { table = t.name }, message = "《{table}》“{row}”的{column}填报 {left}，各项之和为 {right}，相差 {gap}。" })
      end
      for _, one in ipairs(purchases.kinds(t)) do
        check:same(one.whole, one.added, { case = "items", values = { table = t.name }, message = "《{table}》“{row}”的{column}填报 {left}，下面各项之和为 {right}，相差 {gap}。" })
      end
      shapes.row_total(identities.purchase_kinds)(t, check)
    end
  end,
}
