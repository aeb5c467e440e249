local projects = require "form_projects"

rule {
  id     = "national.disclosure.department_projects",
  title  = "部门整体表的项目支出应与各张项目表之和相符",
  basis  = "部门整体支出包括各项目支出；公开文本的各张自评表、绩效目标表口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "核实性",
  suppresses = { "national.disclosure.forms_within" },
  note   = "有一栏正好相等的，公开的就是全部项目，另几栏也应相等；没有的，各项目之和不应超过。不在本部门支出的项目（对下转移支付）可能超过，所以只请核实",
  remedy = "请核对部门整体表的项目支出和各张项目表的资金。",

  run = function(document, check)
    for _, pair in ipairs(projects.department_pairs(document, check)) do
      if pair.complete then
        check:same(pair.cell, pair.added, { case = "all", values = { count = pair.count },
          message = "部门整体表{row}的{column}为 {left}，公开的 {count} 张项目表之和为 {right}，相差 {gap}；另有一栏两处相等。" })
      else
        local within = check:at_least(pair.cell, pair.added, { case = "over", values = { count = pair.count },
          message = "部门整体表{row}的{column}为 {left}，公开的 {count} 张项目表之和为 {right}，多出 {gap}。" })
        if not within then return end   -- 各栏多半是同一个原因：说一次
      end
    end
  end,
}
