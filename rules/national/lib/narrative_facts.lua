-- 文字说明和报表说的是同一件事的：事项的各种写法，以及报表里的位置。
-- 写法用比较形式：没有空白、引号、括号、顿号，去掉前面的“本年”“全年”和后面的“预算”“决算”“总额”“数”。

local statements = require "statements"

local function place(name, columns, rows, side) return { tables = statements.names(name), columns = columns, rows = rows, side = side } end

-- 只有一行数的表。
local function alone(name, columns)
  local one = place(name, columns)
  one.alone = true
  return one
end

local amounts = { "金额", "决算数", "本年决算数", "预算数", "本年预算", "本年预算数", "合计" }
local totals = { "合计", "总计" }
local spent = { "本年支出合计", "支出总计", "合计", "总计" }
-- “合计”在“小计”之前：有“合计”一栏的，“小计”是基本支出的小计
local general_spent = { "本年支出/小计", "本年支出合计", "本年支出/合计", "合计", "总计", "小计" }

local function both(first, second)
  local result = {}
  for _, list in ipairs { first, second } do
    for _, item in ipairs(list) do result[#result + 1] = item end
  end
  return result
end
local fund_spent = { "本年支出/小计", "本年支出合计", "本年支出/合计", "本年支出", "合计", "小计", "总计" }
local fund_column = { "政府性基金预算财政拨款", "政府性基金预算", "政府性基金预算拨款", "政府性基金" }

-- 收支总表的一行，决算和预算各一处。
local function overview(rows, side) return { place("收入支出决算总表", amounts, rows, side), place("部门收支总表", amounts, rows, side) } end

local function fiscal(rows, side) return { place("财政拨款收入支出决算总表", amounts, rows, side), place("财政拨款收支总表", amounts, rows, side) } end

local whole_spent = both(statements.names "支出决算表", statements.names "部门支出总表")

-- 支出表合计行的一栏；general 为真的只是一般公共预算：全部支出的表上没有这一栏时，不拿它当全部的数。
local function by_kind(columns, general)
  local nature, prefix = columns[1], "本年支出/"
  local own = { nature .. "/小计", prefix .. nature, nature }
  if general then
    local narrow = { place("一般公共预算财政拨款支出决算表", own, totals), place("一般公共预算支出表", own, totals) }
    for _, one in ipairs(narrow) do one.within = whole_spent end
    return narrow
  end
  return both({ place("支出决算表", own, totals), place("部门支出总表", own, totals) }, overview({ nature }, "支出"))
end

local together, together_budget = "“三公”经费、会议费、培训费支出决算表", "“三公”经费、会议费、培训费支出预算表"

-- 会议费、培训费并列的表样，“三公”经费自己的合计也印作小计
local function nested(head, part) return { head .. part, head .. text.replace(part, "^合计$", "小计") } end

-- 预算的一行多栏：合计一栏写明是“三公”经费的才认。
local function one_row(part)
  if text.same(part, "合计") then return { "“三公”经费合计", "三公经费合计" } end
  return { part, text.replace(part, "运行费", "运行维护费"), text.replace(text.replace(part, "^.*/", ""), "^小计$", part) }
end

-- 表头写“运行费”的、写“运行维护费”的，上下两级可以不同。
local function spelt(head, part)
  local found = { head .. part }
  for _, pair in ipairs { { "运行费(/|$)", "运行维护费\\1" }, { "运行费/", "运行维护费/" }, { "运行费$", "运行维护费" } } do
    found[#found + 1] = head .. text.replace(part, pair[1], pair[2])
  end
  return found
end

-- 栏名须是整个栏名：公务用车一项下面的小计不是“三公”经费的小计。
local function whole_column(name, columns, rows)
  local one = place(name, columns, rows)
  one.whole_column = true
  return one
end

-- “三公”表：一行多栏、一项一行、预决算各一行三种样子。
local function sangong(part, rows, crossed)
  local name, budget = "一般公共预算财政拨款“三公”经费支出决算表", "一般公共预算“三公”经费支出表"
  return {
    place(name, spelt("决算数/", part)), place(name, { "决算数", "本年决算数" }, rows),
    place(together, nested("决算数/“三公”经费/", part)), place(together, nested("“三公”经费/", part), { "决算数" }),
    (text.same(part, "合计") and whole_column or place)(together, crossed, { "决算数" }),
    place(budget, { "本年预算数", "预算数", "年初预算数" }, rows),
    alone(budget, one_row(part)),
    place(together_budget, { text.replace(part, "^合计$", "“三公”经费合计"), "“三公”经费/" .. part }),
  }
end

-- 与“三公”经费印在一张表上的会议费、培训费。
local function beside_sangong(name)
  return { place(together, { "决算数/" .. name }), place(together, { name }, { "决算数" }), place(together, { "决算数" }, { name }), place(together_budget, { name }) }
end

local car = "公务用车购置及运行"

-- 采购表的金额一栏；按资金来源分几栏的，取它们的合计。
local purchased = { "金额", "采购金额", "统计数", "合计", "总计", "采购支出/总计", "采购支出/合计", "采购金额/总计", "采购金额/合计" }

-- 采购的一类：一项一行，或者预算的三类并排成栏。
local function purchased_kind(kind)
  return { place("政府采购情况表", purchased, { "政府采购" .. kind .. "支出", kind }), place("政府采购预算表", { kind, kind .. "类", "采购类别/" .. kind }, totals) }
end

local funds = { "政府性基金", "国有资本" }
local parts = { "财政拨款收支", "财政拨款总", "财政拨款收入总", "财政拨款支出总", "财政拨款收入支出", "政府性基金", "国有资本" }

return {
  -- single：一份公开文本里只有一个数；exact：名称和口径都与报表相同；scoped：同一节先说了这些的，是那里面的数；
  -- also：只在说“占……”时认的写法
  facts = {
    { name = "收支总计", exact = true, single = true, scoped = parts, words = { "收支", "收支总计", "收入支出总计", "收入总计", "支出总计", "收支总额", "年初预算收入合计", "收入支出" },
      places = both(overview({ "总计", "收入总计", "支出总计" }, "收入"), overview({ "总计", "收入总计", "支出总计" }, "支出")) },
    { name = "本年收入合计", exact = true, scoped = parts, words = { "本年收入合计", "收入合计", "总收入", "部门收入", "总收入合计" }, also = { "收入", "本年收入" },
      places = both(both(overview({ "本年收入合计" }, "收入"), overview({ "收入总计", "总计" }, "收入")), { place("收入决算表", { "本年收入合计", "合计" }, totals), place("部门收入总表", { "收入总计", "合计", "总计" }, totals) }) },
    { name = "本年支出合计", exact = true, scoped = parts, words = { "本年支出合计", "支出合计", "总支出", "部门支出", "总支出合计" }, also = { "支出", "本年支出", "预算", "预算总额", "总预算", "部门预算" },
      places = both(both(overview({ "本年支出合计" }, "支出"), overview({ "支出总计", "总计" }, "支出")), { place("支出决算表", spent, totals), place("部门支出总表", spent, totals) }) },
    { name = "财政拨款收入", words = { "财政拨款收入" }, places = both(both({ place("收入决算表", { "财政拨款收入" }, totals) }, fiscal({ "本年收入合计", "本年收入" }, "收入")), fiscal({ "收入总计" }, "收入")) },
    { name = "财政拨款收支总计", single = true, words = { "财政拨款收支", "财政拨款收入支出", "财政拨款收支总计", "财政拨款总收入", "财政拨款总支出", "财政拨款收入总计", "财政拨款支出总计" },
      places = both(fiscal({ "总计", "收入总计" }, "收入"), fiscal({ "总计", "支出总计" }, "支出")) },
    -- “一般公共预算财政拨款支出决算情况说明”一节里只写“财政拨款支出”的，说的是一般公共预算
    { name = "财政拨款支出", words = { "财政拨款支出", "财政拨款支出合计" },
      places = both(both(fiscal({ "本年支出合计", "本年支出" }, "支出"), fiscal({ "支出总计" }, "支出")),
                    { place("一般公共预算财政拨款支出决算表", general_spent, totals), place("一般公共预算支出表", general_spent, totals) }) },
    { name = "一般公共预算财政拨款收入", words = { "一般公共预算财政拨款收入", "一般公共预算拨款收入", "一般公共预算收入" },
      places = both(overview({ "一般公共预算财政拨款收入", "一般公共预算拨款收入" }, "收入"), fiscal({ "一般公共预算财政拨款", "一般公共预算拨款收入" }, "收入")) },
    { name = "政府性基金收入", words = { "政府性基金预算财政拨款收入", "政府性基金预算拨款收入", "政府性基金预算收入", "政府性基金收入" },
      places = overview({ "政府性基金预算财政拨款收入", "政府性基金预算拨款收入" }, "收入") },
    { name = "其他收入", words = { "其他收入" }, places = overview({ "其他收入" }, "收入") },
    { name = "事业收入", words = { "事业收入" }, places = overview({ "事业收入" }, "收入") },
    { name = "经营收入", words = { "经营收入", "事业单位经营收入" }, places = overview({ "经营收入", "事业单位经营收入" }, "收入") },
    { name = "上级补助收入", words = { "上级补助收入" }, places = overview({ "上级补助收入" }, "收入") },
    { name = "附属单位上缴收入", words = { "附属单位上缴收入", "附属单位缴款" }, places = overview({ "附属单位上缴收入" }, "收入") },
    { name = "年初结转和结余", scoped = funds, words = { "年初结转和结余", "年初结转结余", "上年结转和结余", "上年结转", "上年结转结余", "上年结转收入" },
      places = overview({ "年初结转和结余", "上年结转", "上年结转结余" }, "收入") },
    { name = "国有资本经营预算收入", words = { "国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入", "国有资本经营预算收入", "国有资本经营收入" },
      places = overview({ "国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入" }, "收入") },
    { name = "财政专户管理资金收入", words = { "财政专户管理资金收入", "财政专户管理资金" }, places = overview({ "财政专户管理资金收入", "财政专户管理资金" }, "收入") },
    { name = "使用非财政拨款结余", words = { "使用非财政拨款结余", "使用非财政拨款结余含专用结余", "用事业基金弥补收支差额" },
      places = overview({ "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "用事业基金弥补收支差额" }, "收入") },
    { name = "结余分配", words = { "结余分配" }, places = overview({ "结余分配" }, "支出") },
    { name = "年末结转和结余", scoped = funds, words = { "年末结转和结余", "年末结转结余", "结转下年" }, places = overview({ "年末结转和结余", "结转下年" }, "支出") },
    { name = "基本支出", scoped = funds, words = { "基本支出" }, places = both(by_kind { "基本支出" }, by_kind({ "基本支出" }, true)) },
    { name = "项目支出", scoped = funds, words = { "项目支出" }, places = both(by_kind { "项目支出" }, by_kind({ "项目支出" }, true)) },
    { name = "经营支出", words = { "经营支出", "事业单位经营支出" }, places = by_kind { "经营支出" } },
    { name = "上缴上级支出", words = { "上缴上级支出" }, places = by_kind { "上缴上级支出" } },
    { name = "一般公共预算支出", general = true, single = true,
      words = { "一般公共预算财政拨款支出", "一般公共预算支出", "公共财政预算支出", "公共预算财政拨款支出", "一般公共预算拨款支出" },
      places = { place("一般公共预算财政拨款支出决算表", general_spent, totals), place("一般公共预算支出表", general_spent, totals) } },
    { name = "一般公共预算基本支出", general = true, single = true, words = { "一般公共预算财政拨款基本支出", "一般公共预算基本支出", "一般公共预算基本支出合计" },
      places = both(by_kind({ "基本支出" }, true), { place("一般公共预算基本支出表", { "基本支出/小计", "小计", "合计", "基本支出/合计" }, totals) }) },
    { name = "政府性基金支出", words = { "政府性基金预算财政拨款支出", "政府性基金预算拨款支出", "政府性基金预算支出", "政府性基金支出", "政府性基金财政拨款支出" },
      places = { place("政府性基金预算财政拨款收入支出决算表", fund_spent, totals), place("政府性基金预算支出表", fund_spent, totals),
                 place("财政拨款收入支出决算总表", fund_column, { "本年支出合计", "本年支出" }, "支出"), place("财政拨款收支总表", fund_column, { "本年支出合计", "本年支出" }, "支出") } },
    { name = "人员经费", single = true, words = { "人员经费", "人员经费支出" },
      places = { place("一般公共预算财政拨款基本支出决算表", { "决算数", "金额", "本年决算数", "支出决算数" }, { "人员经费合计", "人员经费" }),
                 place("一般公共预算基本支出表", { "基本支出/人员经费", "人员经费" }, totals), place("部门收支总表", amounts, { "人员经费" }, "支出") } },
    { name = "公用经费", single = true, words = { "公用经费", "日常公用经费", "公用经费支出" },
      places = { place("一般公共预算财政拨款基本支出决算表", { "决算数", "金额", "本年决算数", "支出决算数" }, { "公用经费合计", "公用经费" }),
                 place("一般公共预算基本支出表", { "基本支出/公用经费", "公用经费" }, totals), place("部门收支总表", amounts, { "公用经费" }, "支出") } },
    { name = "三公经费", exact = true, single = true, parts = { "因公出国费", "公务接待费", "公务用车购置费", "公务用车运行费" }, groups = { "公务用车费" },
      words = { "三公经费", "三公经费支出", "三公经费财政拨款支出", "三公经费一般公共预算财政拨款支出", "一般公共预算财政拨款三公经费支出", "一般公共预算三公经费支出",
                "财政拨款三公经费支出", "三公经费合计", "三公经费支出合计", "一般公共预算三公经费", "财政拨款三公经费", "三公经费财政拨款", "三公经费一般公共预算支出" },
      places = sangong("合计", { "合计" }, { "小计" }) },
    { name = "因公出国费", exact = true, single = true, words = { "因公出国境费", "因公出国境费用", "因公出国境经费", "因公出国境", "因公出国费", "出国境费" },
      places = sangong("因公出国（境）费", { "因公出国（境）费", "因公出国（境）费用", "因公出国(境)费", "因公出国(境)费用" }, { "因公出国（境）费", "因公出国（境）费用" }) },
    { name = "公务接待费", exact = true, single = true, words = { "公务接待费", "公务接待", "公务接待费用", "接待费" }, places = sangong("公务接待费", { "公务接待费" }, { "公务接待费" }) },
    { name = "公务用车费", exact = true, single = true, words = { car .. "维护费", car .. "费", "公务用车费", "公务用车购置和运行维护费" },
      places = sangong(car .. "费/小计", { car .. "维护费", car .. "费", "公务用车费" }, { car .. "维护费/小计", car .. "费/小计" }) },
    { name = "公务用车购置费", exact = true, single = true, words = { "公务用车购置费", "公务用车购置", "公务用车购置费用" },
      places = sangong(car .. "费/公务用车购置费", { "公务用车购置费" }, { "公务用车购置费" }) },
    { name = "公务用车运行费", exact = true, single = true, words = { "公务用车运行维护费", "公务用车运行费", "公务用车运行维护", "公车运行维护费" },
      places = sangong(car .. "费/公务用车运行费", { "公务用车运行维护费", "公务用车运行费" }, { "公务用车运行维护费", "公务用车运行费" }) },
    { name = "会议费", single = true, words = { "会议费", "会议费支出", "会议费预算", "会议费预算支出", "会议费支出预算" }, places = beside_sangong "会议费" },
    { name = "培训费", single = true, words = { "培训费", "培训费支出", "培训费预算", "培训费预算支出", "培训费支出预算" }, places = beside_sangong "培训费" },
    { name = "机关运行经费", single = true, words = { "机关运行经费", "机关运行费", "机构运行经费", "机关运行经费财政拨款", "机构运行经费财政拨款", "机关运行经费支出",
                "一般公共预算机关运行经费", "一般公共预算机关运行经费支出", "一般公共预算机关运行经费预算支出", "机关运行经费预算支出" },
      places = { place("“三公”经费、行政参公单位机关运行经费情况表", { "决算统计数", "统计数", "决算数" }, { "机关运行经费" }) } },
    { name = "政府采购", single = true, words = { "政府采购", "政府采购支出", "政府采购支出合计", "政府采购支出总额" },
      places = { place("政府采购情况表", purchased, { "政府采购支出合计", "合计" }) } },
    { name = "政府采购货物", single = true, words = { "政府采购货物支出", "政府采购货物", "货物支出", "货物", "货物类", "货物类采购", "货物采购" },
      places = purchased_kind("货物") },
    { name = "政府采购工程", single = true, words = { "政府采购工程支出", "政府采购工程", "工程支出", "工程", "工程类", "工程类采购", "工程采购" },
      places = purchased_kind("工程") },
    { name = "政府采购服务", single = true, words = { "政府采购服务支出", "政府采购服务", "服务支出", "服务", "服务类", "服务类采购", "服务采购" },
      places = purchased_kind("服务") },
    { name = "中小企业", single = true, words = { "授予中小企业合同金额", "授予中小企业", "授予中小企业的合同金额", "政府采购授予中小企业合同金额", "授予中小企业合同" },
      places = { place("政府采购情况表", purchased, { "政府采购授予中小企业合同金额", "授予中小企业合同金额" }) } },
    { name = "小微企业", single = true, words = { "授予小微企业合同金额", "授予小微企业", "授予小微企业的合同金额", "授予小微企业合同" },
      places = { place("政府采购情况表", purchased, { "授予小微企业合同金额" }) } },
  },
  -- 功能分类科目一行的位置，按名称找
  item_places = {
    general = { place("一般公共预算财政拨款支出决算表", general_spent), place("一般公共预算支出表", general_spent) },
    fiscal = { place("财政拨款支出决算表", spent), place("财政拨款收入支出决算总表", amounts, nil, "支出"), place("财政拨款收支总表", amounts, nil, "支出") },
    whole = { place("支出决算表", spent), place("收入支出决算总表", amounts, nil, "支出"), place("部门支出总表", spent), place("收入决算表", { "本年收入合计", "合计" }), place("部门收入总表", { "收入总计", "合计", "总计" }) },
  },
}
