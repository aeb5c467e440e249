local dates = require "dates"
local duties = require "duties"

rule {
  id     = "national.disclosure.published_in_time",
  title  = "部门预算、部门决算应在批复后 20 天内公开",
  basis  = "预算法关于部门预算、决算公开时限的规定（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "规范性",
  severity = "verify",
  note   = "P01；没有印出批复日期、公开日期的不能审核",
  remedy = "请说明公开晚于规定时限的原因。",

  run = function(document, check)
    if not document.approved_on or not document.published_on then
      if not duties.is_whole(document) then return end
      check:cannot { case = "no_dates", message = "没有印出批复日期和公开日期，不能审核公开是否及时。" }
      return
    end
    local days = dates.days(document.approved_on, document.published_on)
    if not days then return end
    check:holds(amount(tostring(math.abs(days))) <= param "disclosure.days" or days < 0, { column = "公开日期", printed = document.published_on, values = { days = tostring(days), approved = document.approved_on },
      message = "{approved} 批复，{printed} 公开，过了 {days} 天。" })
  end,
}
