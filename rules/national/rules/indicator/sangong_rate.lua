local changes = require "sangong_rates"
local unreadable = require "unreadable"

-- 填报的比率，不计方向：“-8.35%”“下降8.35%”是 8.35%；单位一栏印着百分号的可以不带。别的写法为 nil。
local function rate_of(i)
  local words = text.match(text.squeeze(text.fold(i:printed "actual" or "")), param "sangong.told_rates")
  local marked = words and (text.same(words[2] or "", "%") or text.contains(text.fold(i.unit or ""), "%"))
  return marked and amount(words[1] .. "%") or nil
end

rule {
  id     = "national.indicator.sangong_rate",
  title  = "作为指标的“三公”经费变动率、控制率应与“三公”经费表相符",
  basis  = "部门整体支出绩效评价指标：“三公”经费变动率 = （本年“三公”经费总额 － 上年总额）/ 上年总额；控制率 = 决算数 / 预算数（条文待核）",
  on     = { indicator = "*" },
  kind   = "核实性",
  note   = "E14；表里并排印了两年的、预算和决算的才比；任何两个数算得出、文字里说的也是这个数的，都算相符",
  remedy = "请核对指标的完成值和“三公”经费表，口径不同的请写明。",

  run = function(i, check, e, document)
    local kind = changes.kind_of(i)
    if not kind or unreadable.told(i, check) then return end
    local rate = rate_of(i)
    local told = rate and changes.read(document, kind, check)
    if not told then return end
    check:holds(changes.fits(document, check, rate, told), { at = i:value "actual", printed = i:printed "actual", expected = told.expected, case = kind,
      values = { now = told.now, last = told.last, table = told.table, rate = told.expected, told = i:printed "actual" },
      message = text.same(kind, "change") and "{row}的完成值填报 {told}，《{table}》本年 {now}、上年 {last}，应为 {rate}，请核实。"
        or "{row}的完成值填报 {told}，《{table}》决算 {now}、预算 {last}，应为 {rate}，请核实。" })
  end,
}
