local dates = require "dates"

rule {
  id     = "national.disclosure.published_in_time",
  title  = "部门预算、部门决算应在批复后 20 天内公开",
  basis  = "预算法关于部门预算、决算公开时限的规定（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "规范性",
  severity = "verify",
  note   = "P01；公开文本上通常不印日期：两个日期都没有的不适用，只有一个的不能审核",
  remedy = "请说明公开晚于规定时限的原因。",

  run = function(document, check)
    local approved, published = document.approved_on, document.published_on
    if not approved and not published then return end   -- 两个日期都不印在公开文本上：对它不适用，由填了日期的数据集审核
    if not approved or not published then
      check:cannot { case = "one_date", column = approved and "公开日期" or "批复日期", message = approved and "只有批复日期，没有公开日期，不能审核公开是否及时。" or "只有公开日期，没有批复日期，不能审核公开是否及时。" }
      return
    end
    local days = dates.days(document.approved_on, document.published_on)
    if not days then return end
    check:holds(amount(tostring(days)) <= param "disclosure.days", { column = "公开日期", printed = document.published_on, values = { days = tostring(days), approved = document.approved_on },
      message = "{approved} 批复，{printed} 公开，过了 {days} 天。" })
  end,
}
