local forms = require "forms"

rule {
  id       = "national.fund.initial_blank",
  title    = "年初预算数未填",
  basis    = "项目支出绩效自评表样表：年初预算数应填列，没有的填 0",
  kind     = "规范性",
  on       = { evaluation = "*", document = { "部门决算", "绩效自评" } },
  remedy   = "年初没有预算的请填 0，年中追加的请说明。",

  run = function(e, check)
    if not forms.has_total_fund(e) then return end
    local f = forms.total_fund(e)
    if f.annual:missing() or f:state "initial" == "absent" or #e:indicators() > 0 and not forms.has_scores(e) then return end
    check:present(f.initial, { printed = f:printed "initial" or "（空）",
      message = "年初预算数没有填数，全年预算数为 {annual}。", values = { annual = f.annual } })
  end,
}
