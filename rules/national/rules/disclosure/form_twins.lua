local forms = require "forms"

-- 一张表的各项指标，连同指标值、完成值：都相同的才是同一张表印了两次。不到三项的看不出。
local function content_of(e)
  local rows = {}
  for _, i in ipairs(e:indicators()) do
    rows[#rows + 1] = text.squeeze((i.level3 or "") .. "|" .. (i:printed "target" or "") .. "|" .. (i:printed "actual" or ""))
  end
  return #rows > 2 and table.concat(rows, "；") or nil
end

-- 前面印过的同一张表：名称、各项指标都相同；没有的为 nil。
local function earlier(list, e, content)
  for _, one in ipairs(list) do
    if text.same(one.form.name, e.name) and text.same(one.content, content) then return one.form end
  end
end

rule {
  id     = "national.disclosure.form_twins",
  title  = "同一个项目的表印了两次的，得分和资金应相同",
  basis  = "公开文本前后的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  note   = "名称、各项指标、指标值、完成值都相同的，才看作同一张表；几个单位各填一张的，指标完成值一般不同",
  remedy = "请核对两张表，改为同一个数；是两个单位的，请写明单位。",

  run = function(document, check)
    local list = {}
    for _, e in ipairs(document:evaluations()) do
      local content = e.name and content_of(e)
      local other = content and earlier(list, e, content)
      if other then
        if not e.total_score:missing() and not other.total_score:missing() then
          check:same(e.total_score, other.total_score, { case = "score", values = { form = e.name },
            message = "“{form}”的表印了两次，这里总分 {left}，前面为 {right}，请核实。" })
        end
        for _, field in ipairs(forms.has_total_fund(e) and forms.has_total_fund(other) and { "annual", "executed" } or {}) do
          local own, before = forms.total_fund(e):value(field), forms.total_fund(other):value(field)
          if not own:missing() and not before:missing() then
            check:same(own, before, { case = "fund", values = { form = e.name }, message = "“{form}”的表印了两次，这里{column} {left}，前面为 {right}，请核实。" })
          end
        end
      elseif content then
        list[#list + 1] = { form = e, content = content }
      end
    end
  end,
}
