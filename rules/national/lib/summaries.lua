-- 收支总表的总计由哪些行组成：部门决算和部门预算，各年度的写法。

local unused = { "使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", "用事业基金弥补收支差额", "使用专用结余" }
local opening = { "年初结转和结余", "上年结转和结余", "上年结转", "上年结转结余", "上年结转收入", "年初结转结余", "上年结转（结余）" }
local closing = { "年末结转和结余", "结转下年", "年末结转结余", "结转下年支出" }

local summaries = {}

summaries.whole = {
  ["收入"] = {
    total = { "收入总计", "总计", "收入合计" }, current = { "本年收入合计", "本年收入小计", "本年收入" },
    parts = { { "本年收入合计", "本年收入小计", "本年收入" }, unused, opening },
  },
  ["支出"] = {
    total = { "支出总计", "总计", "支出合计" }, current = { "本年支出合计", "本年支出小计", "本年支出" },
    parts = { { "本年支出合计", "本年支出小计", "本年支出" }, { "结余分配" }, closing },
  },
}

summaries.fiscal = {
  ["收入"] = {
    total = { "收入总计", "总计", "收入合计" }, current = { "本年收入合计", "本年收入" },
    parts = { { "本年收入合计", "本年收入" }, { "年初财政拨款结转和结余", "年初财政拨款结转结余", "上年结转", "上年结转结余", "年初结转和结余", "上年结转（结余）" } },
  },
  ["支出"] = {
    total = { "支出总计", "总计", "支出合计" }, current = { "本年支出合计", "本年支出" },
    parts = { { "本年支出合计", "本年支出" }, { "年末财政拨款结转和结余", "年末财政拨款结转结余", "结转下年", "年末结转和结余" } },
  },
}

summaries.funds = {
  { "一般公共预算财政拨款收入", "一般公共预算财政拨款", "一般公共预算拨款收入", "一般公共预算拨款", "一般公共预算收入" },
  { "政府性基金预算财政拨款收入", "政府性基金预算财政拨款", "政府性基金预算拨款收入", "政府性基金预算拨款", "政府性基金收入" },
  { "国有资本经营预算财政拨款收入", "国有资本经营预算财政拨款", "国有资本经营财政拨款", "国有资本经营预算拨款收入", "国有资本经营预算拨款" },
}

-- 2017 年以前的总表只有一行财政拨款收入，下面“其中”列政府性基金。
summaries.funds_whole = { "财政拨款收入", "财政拨款" }

-- 所属单位与部门之间的往来可能列入的收入。
summaries.internal = { { "上级补助收入" }, { "附属单位上缴收入", "附属单位缴款", "附属单位缴款收入" } }

-- 年初、年末结转和结余在哪一侧、叫什么。
summaries.whole.opening, summaries.whole.closing = opening, closing
summaries.fiscal.opening, summaries.fiscal.closing = summaries.fiscal["收入"].parts[2], summaries.fiscal["支出"].parts[2]

-- 财政拨款结转结余下面按资金分列的行，不与它重复相加。
local aside = {}
for _, fund in ipairs(summaries.funds) do
  for _, name in ipairs(fund) do aside[#aside + 1] = name end
end
summaries.fiscal["收入"].aside, summaries.fiscal["支出"].aside = aside, aside

return summaries
