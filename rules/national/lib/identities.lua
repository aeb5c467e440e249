-- 报表栏目之间的合计关系：合计栏、组成栏和它们的别名。表样没有的组成栏不计。

local names = require "names"

local general = { "一般公共预算财政拨款", "一般公共预算", "一般公共预算拨款", "一般公共预算支出" }
local fund = { "政府性基金预算财政拨款", "政府性基金预算", "政府性基金预算拨款", "政府性基金", "政府性基金预算支出" }
local capital = { "国有资本经营预算财政拨款", "国有资本经营预算", "国有资本经营预算拨款", "国有资本经营财政拨款", "国有资本", "国有资本经营预算支出" }
local attached = { "对附属单位补助支出", "对附属单位的补助支出", "对附属单位的补助", "对附属单位补助", "对下级单位补助支出" }

local identities = {}

-- needs：这么多个组成栏（从第一个起）都在，才看得出是这一种表样；aside：不相加的栏；open：各省另有加出的栏。
identities.income = {
  open = true, needs = 1, total = { "本年收入合计", "收入合计", "合计" }, aside = { "其中：教育收费", "教育收费" },
  parts = {
    { "财政拨款收入" }, { "上级补助收入" }, { "事业收入/小计", "事业收入" }, { "经营收入" }, { "附属单位上缴收入", "附属单位缴款", "附属单位缴款收入" },
    { "其他收入" },
  },
}

identities.spending = {
  open = true, needs = 2, total = { "本年支出合计", "支出总计", "支出合计", "合计", "总计" },
  parts = { { "基本支出", "基本支出/小计" }, { "项目支出", "项目支出/小计" }, { "上缴上级支出", "上缴上级" }, { "经营支出", "事业单位经营支出" }, attached },
}

identities.split = {
  needs = 2, total = { "本年支出/小计", "本年支出/合计", "本年支出合计", "总计", "合计", "小计" },
  parts = { { "本年支出/基本支出", "基本支出/小计", "基本支出/合计", "基本支出" }, { "本年支出/项目支出", "项目支出/小计", "项目支出/合计", "项目支出" } },
}

identities.by_fund = { needs = 2, total = { "合计", "小计" }, parts = { general, fund, capital } }
-- 名称不认得的表，合计里可以还有上年结转、单位资金……
identities.by_fund_open = { open = true, needs = 2, total = identities.by_fund.total, parts = identities.by_fund.parts }

local use = { staff = { "基本支出/人员经费", "人员经费" }, running = { "基本支出/公用经费", "公用经费", "日常公用经费" }, project = { "项目支出", "项目支出/小计", "项目支出/合计" } }
local basic_own = { "基本支出/小计", "基本支出/合计", "基本支出" }

-- sure：有这样的合计栏才肯定；beside：旁边有这些栏、没有肯定的合计栏的，“小计”“合计”连它们也在内，不是这种关系。
identities.basic = {
  sure = basic_own, beside = use.project, needs = 2, total = { "基本支出/小计", "基本支出/合计", "基本支出", "小计", "合计" },
  parts = { use.staff, use.running },
}

-- 没有“基本支出”一栏，人员经费、公用经费和项目支出直接组成合计。
identities.by_use = { without = basic_own, needs = 3, total = { "合计", "总计", "小计", "支出合计", "本年支出合计" }, parts = { use.staff, use.running, use.project } }

identities.project = {
  needs = 2, total = { "项目支出/小计", "项目支出/合计", "项目支出" },
  parts = { { "项目支出/本级资金项目支出", "本级资金项目支出" }, { "项目支出/上级资金项目支出", "上级资金项目支出" } },
}

-- 政府采购分货物、工程、服务三栏的。
identities.purchase_kinds = {
  unsure = true, needs = 3, total = { "合计", "总计", "小计", "金额", "采购金额", "总额" },
  parts = { { "货物", "货物类" }, { "工程", "工程类" }, { "服务", "服务类" } },
}

identities.budget_income = {
  open = true, needs = 1, total = { "收入总计", "总计", "合计", "收入合计", "本年收入合计" },
  parts = {
    { "一般公共预算拨款收入", "一般公共预算财政拨款收入", "一般公共预算拨款", "一般公共预算财政拨款", "一般公共预算" },
    { "政府性基金预算拨款收入", "政府性基金预算财政拨款收入", "政府性基金预算拨款", "政府性基金预算", "政府性基金" },
    { "国有资本经营预算拨款收入", "国有资本经营预算财政拨款收入", "国有资本经营预算拨款", "国有资本经营预算", "国有资本" },
    { "财政专户管理资金收入", "财政专户管理资金" }, { "上级补助收入", "上级补助" }, { "事业收入" }, { "经营收入", "事业单位经营收入" },
    { "附属单位上缴收入", "附属单位缴款" }, { "其他收入" }, { "单位资金", "单位资金收入" }, { "使用非财政拨款结余", "用事业基金弥补收支差额" }, { "上年结转", "上年结转结余", "上年结转收入", "上年结转（结余）", "上年结转和结余", "年初结转和结余" },
  },
}

identities.budget_sources = {
  open = true, needs = 1, total = { "支出总计", "本年支出合计", "合计", "总计" }, aside = { "基本支出", "项目支出" },
  parts = {
    general, fund, capital, { "财政专户管理资金" }, { "经营支出", "事业单位经营支出" }, { "上缴上级支出", "上缴上级" }, attached, { "其他支出" }, { "单位资金" },
    { "上年结转资金安排的支出", "上年结转支出", "上年结转", "上年结转（结余）" },
  },
}

-- 表里有这种关系：合计栏和开头几个组成栏都在，至少两个组成栏；返回在表里的各组成栏。
function identities.parts_in(identity, t)
  if not t:has_column(identity.total) then return nil end
  if identity.beside and t:has_column(identity.beside) and not t:has_column(identity.sure) then return nil end
  if identity.without and t:has_column(identity.without) then return nil end
  local present = {}
  for position, part in ipairs(identity.parts) do
    local has = t:has_column(part)
    if not has and position <= identity.needs then return nil end
    if has then present[#present + 1] = part end
  end
  return #present > 1 and present or nil
end

local subtotals = { "小计", "合计" }
local grand = { "合计", "总计", "收入总计", "支出总计", "本年收入合计", "本年支出合计", "收入合计", "支出合计" }

local function upper(column)
  local last = names.last(column)
  return #last < #column and column:sub(1, #column - #last - 1) or ""
end

-- 表里有而这种关系不认识的栏；一组的小计已经在组里的各栏里，不算。
function identities.unknown(identity, t)
  local result = {}
  for _, column in ipairs(names.additive(t)) do
    local subtotal = #upper(column) > 0 and names.has(subtotals, names.last(column))
    local known = subtotal or names.of_column(identity.total, column) or names.of_column(identity.aside or {}, column)
    for _, part in ipairs(identity.parts) do known = known or names.of_column(part, column) end
    if not known then result[#result + 1] = column end
  end
  return result
end

-- 一组里的各栏：{ columns, total, below }；below 是更下一级的组，里面写“其中”的不是全部。
local function grouped(t)
  local groups, order = {}, {}
  local function group_of(head)
    if not groups[head] then
      groups[head] = { head = head, columns = {}, below = {} }
      order[#order + 1] = groups[head]
      if #head > 0 then table.insert(group_of(upper(head)).below, groups[head]) end
    end
    return groups[head]
  end
  for _, column in ipairs(names.additive(t)) do
    local group = group_of(upper(column))
    if text.match(text.fold(names.last(column)), "^其中") then group.partial = true
    elseif not group.total and names.has(#group.head > 0 and subtotals or grand, names.last(column)) then group.total = column
    else table.insert(group.columns, column) end
  end
  return order
end

-- 一组下面相加的各栏：更下一级印了合计的用合计，没有印的用它的各栏。
local function leaves(group, result)
  for _, column in ipairs(group.columns) do result[#result + 1] = { column } end
  for _, one in ipairs(group.below) do
    if one.total then result[#result + 1] = { one.total } elseif not one.partial then leaves(one, result) end
  end
  return result
end

local static = { "income", "spending", "split", "by_fund", "basic", "by_use", "project", "budget_income", "budget_sources" }

-- 认得的关系管着这个合计；三本预算之外组里还有别的栏的，不是三本预算之和。
local function is_static(t, column, parts)
  for _, name in ipairs(static) do
    local known = names.of_column(identities[name].total, column) and identities.parts_in(identities[name], t)
    if known and (name ~= "by_fund" or #known >= #parts) then return true end
  end
  return false
end

-- 表头分组印出的关系：一组的小计等于组里各栏之和；上面的关系已经认得的不算。top 为真的，是不在组里的合计。
function identities.heads(t)
  local result = {}
  for _, group in ipairs(grouped(t)) do
    local parts = group.total and not group.partial and leaves(group, {}) or {}
    local nested = #group.head > 0 or #group.below > 0
    if nested and #parts > 1 and not is_static(t, group.total, parts) then
      result[#result + 1] = { needs = #parts, total = { group.total }, parts = parts, top = #group.head < 1 }
    end
  end
  return result
end

-- 表里可能有的各种关系。
function identities.every(t)
  local result = identities.heads(t)
  for _, name in ipairs(static) do result[#result + 1] = identities[name] end
  return result
end

-- 按一种关系推出来的这一栏的数：合计栏是各组成栏之和，组成栏是合计减去其余各栏；推不出的为 nil。
function identities.implied(identity, t, row, column)
  local parts = identities.parts_in(identity, t)
  if not parts then return nil end
  local whole, own, others = row:value(identity.total), nil, {}
  for _, part in ipairs(parts) do
    if names.of_column(part, column) then own = part else others[#others + 1] = row:value(part) end
  end
  local added = sum(others)
  if not own then return names.of_column(identity.total, column) and not added:missing() and added or nil end
  if whole:missing() then return nil end
  return added:missing() and whole or whole - added
end

-- 各种关系推出来的数。
function identities.derived(t, row, column)
  local result = {}
  for _, identity in ipairs(identities.every(t)) do
    result[#result + 1] = identities.implied(identity, t, row, column)
  end
  return result
end

local function inside_any(t, column)
  for _, identity in ipairs(identities.every(t)) do
    local parts = identities.parts_in(identity, t) or {}
    if #parts > 0 and names.of_column(identity.total, column) then return true end
    for _, part in ipairs(parts) do
      if names.of_column(part, column) then return true end
    end
  end
  return false
end

-- 两栏都在表里的合计关系里（基本支出、项目支出又各有组成，关系是连着的）：错在一处的只报一次。
function identities.together(t, first, second) return inside_any(t, first) and inside_any(t, second) end

return identities
