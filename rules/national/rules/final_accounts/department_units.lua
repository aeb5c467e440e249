local beside = require "beside"
local summaries = require "summaries"

local whole = "收入支出决算总表"
local fiscal, internal = beside.all(table.unpack(summaries.funds)), beside.all(table.unpack(summaries.internal))

-- 几份里一个数的合计；没有这一行的不计。
local function total(documents, side, list)
  local values = {}
  for _, document in ipairs(documents) do
    local value = beside.figure(document, whole, side, list)
    if value then values[#values + 1] = value end
  end
  return sum(values)
end

-- 一份里几行的合计。
local function added(documents, side, lists)
  local values = {}
  for position, list in ipairs(lists) do values[position] = total(documents, side, list) end
  return sum(values)
end

rule {
  id      = "national.final_accounts.department_units",
  title   = "部门决算一般等于所属单位决算之和减去内部往来",
  basis   = "部门决算由本级和所属单位的决算汇总而成（条文待核）；内部往来的抵销没有公开，所以只请核实",
  on      = { document = "部门决算", documents = "所属单位" },
  kind    = "核实性",
  collect = { beside.rows(whole, fiscal, internal, summaries.whole["收入"].current, summaries.whole["支出"].current) },
  note    = "勾稽 I72",
  remedy  = "请核对汇总范围和内部往来的抵销；属于内部往来的，请说明金额。",

  run = function(document, check, units)
    local own, theirs = added({ document }, "收入", summaries.funds), added(units, "收入", summaries.funds)
    if own:missing() or theirs:missing() then
      check:cannot { case = "no_fiscal", message = "部门或所属单位没有印财政拨款收入，不能判断所属单位是否收齐。" }
      return
    end
    -- 财政拨款没有内部往来：合得上，才看得出所属单位齐了。
    if not check:at_least(own, theirs, { case = "fiscal", values = { apart = theirs - own }, message = "部门的财政拨款收入 {left}，小于所属单位之和 {right}，少 {apart}。" }) then return end
    if not check:agrees(own, theirs) then
      check:cannot { case = "incomplete", at = own, values = { own = own, theirs = theirs }, message = "所属单位的财政拨款收入合计 {theirs}，部门为 {own}：所属单位的公开文本可能没有收齐，不能核对。" }
      return
    end
    local between = added(units, "收入", summaries.internal)
    for _, side in ipairs { "收入", "支出" } do
      local mine, sum_of_units = total({ document }, side, summaries.whole[side].current), total(units, side, summaries.whole[side].current)
      if not mine:missing() and not sum_of_units:missing() then
        if check:at_most(mine, sum_of_units, { case = "over", values = { apart = mine - sum_of_units }, message = "部门的{row} {left}，大于所属单位之和 {right}，多 {apart}。" }) and not check:agrees(mine, sum_of_units) then
          local most = between:missing() and mine or mine + between
          check:at_least(most, sum_of_units, { case = "internal", printed = mine, expected = sum_of_units, values = { own = mine, theirs = sum_of_units, apart = (mine - sum_of_units):absolute() }, message = "部门的{row} {own}，所属单位之和 {theirs}，相差 {apart}，大于所属单位印出的上级补助收入和附属单位上缴收入。" })
        end
      end
    end
  end,
}
