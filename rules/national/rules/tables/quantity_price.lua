local purchases = require "purchases"

rule {
  id     = "national.tables.quantity_price",
  title  = "数量乘单价应等于金额",
  basis  = "新增资产配置表、政府采购预算表：数量 × 单价 = 金额（各地栏目不一，条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "基本平衡",
  severity = "verify",
  note   = "单价按元、金额按万元印的也算相符；没有一行相符的，多半栏目不是这个意思，不审",
  remedy = "请核对这一行的数量、单价和金额。",

  run = function(document, check)
    for _, t in ipairs(purchases.tables(document)) do
      for _, one in ipairs(purchases.products(t)) do
        check:holds(one.fits, { at = one.total, printed = one.total, expected = one.expected, values = { quantity = one.quantity, price = one.price, table = t.name },
          message = "《{table}》“{row}”的数量 {quantity}、单价 {price}，{column}填报 {printed}，乘起来应为 {expected}。" })
      end
    end
  end,
}
