-- 部门预算、部门决算公开文本的通用认法和读法，不限省份：单位、年度、金额单位写在封面、表名或表前的“部门：”一行。

local places = require "places"

local accounts = {}

local titles = "(收支|收入|支出|财政拨款|三公|政府性基金|国有资本|国有资产|政府采购|决算|预算)\\S{0,40}表"
local not_titles = "自评|评价|绩效|目标|目录|详见|见附|。$"

-- 表名所在的行；目录里的表名也算，只用来认种类。
local function title_lines(source)
  local lines = {}
  for _, line in ipairs(source:all(titles)) do
    local words = text.squeeze(source:text(line))
    if text.length(words) <= 60 and not text.match(words, not_titles) then lines[#lines + 1] = line end
  end
  return lines
end

-- 预算还是决算：看表名，表名里没有时看全文的“决算数”“预算数”。
local function kind_of(source, lines)
  local final, budget = 0, 0
  for _, line in ipairs(lines) do
    local words = text.squeeze(source:text(line))
    if text.match(words, "决算") then final = final + 1 elseif text.match(words, "预算") then budget = budget + 1 end
  end
  if final > budget then return "final_accounts" end
  if budget > 0 then return "budget" end
  if source:find "决算" then return "final_accounts" end
  return "budget"
end

-- 有公开报表、种类相符时认出；专门的版式分数更高，先读。
function accounts.recognise(source, kind)
  local lines = title_lines(source)
  if #lines == 0 or not source:find("[0-9]|单位\\s*[：:]", lines[1]) then return { score = 0 } end
  if not text.same(kind_of(source, lines), kind) then return { score = 0 } end
  return { score = 20, why = "第 " .. lines[1] .. " 行起有" .. (text.same(kind, "budget") and "预算" or "决算") .. "公开报表" }
end

-- 先看“编制单位：”一行，再看“某单位 2021 年部门预算”，再看“2015年某单位部门……表”。
local unit_patterns = {
  "(?:编制单位|编制部门|填报单位|填报部门|预算单位|公开单位|公开部门|预算部门|部门名称|单位名称|部门（单位）名称|部门（单位）|部门\\(单位\\)|部门)\\s*[：:]\\s*([^\\s\u{a0}　：:，。；,\\t]{2,40})",
  "^[#\\s]*单位\\s*[：:]\\s*([^\\s\u{a0}　：:，。；,\\t]{4,40})",
  "^[#\\s\\t]*([^\\s　\\t，。：:0-9]{2,40}?)\\s*(?:关于)?\\s*20[0-9]{2}\\s*年度?\\s*(?:部门|单位|本级|系统|财政)?\\s*\\S{0,12}?(?:预算|决算|收支|[“\"]?三公)",
  "^[#\\s\\t]*20[0-9]{2}\\s*年度?\\s*([^\\s　\\t，。：:0-9]{2,30}?(?:省|市|县|区|旗|州|局|委|办|厅|院|室|处|会|所|站|队|校|中心|公司|政府|组|部|馆|台|社|团))\\s*(?:部门|单位|本级|系统)?\\s*(?:预算|决算|收支|财政|[“\"]?三公|汇总)",
  "^[#\\s\\t]*([^\\s　\\t，。：:0-9]{2,30}?(?:省|市|县|区|旗|州|局|委|办|厅|院|室|处|会|所|站|队|校|中心|公司|政府|组|部|馆|台|社|团))\\s*(?:部门|单位)\\s*(?:预算|决算)",
}
local not_units = "万元|^元|金额|预算|决算|收入|支出|经费|情况|表|目录|详见|纳入|下属|^第.*部分|^附|^[一二三四五六七八九十]+、|[（(《“\"].*$|的|" .. places.opens_sentence

local year_patterns = {
  "(20[0-9]{2})\\s*年度?\\s*\\S{0,30}?(?:预算|决算|收支|收入|支出|[“\"]?三公|财政拨款)", "^[#\\s\\t]*(20[0-9]{2})\\s*年度?\\s*$", "(20[0-9]{2})\\s*年度",
  "(20[0-9]{2})\\s*年",
}

local function first(source, patterns, unlike)
  for _, pattern in ipairs(patterns) do
    for _, line in ipairs(source:all(pattern)) do
      local piece = source:piece(line, pattern, 1)
      if piece and not (unlike and text.match(piece.text, unlike)) then return piece end
    end
  end
end

-- 单位、年度、金额单位：facts 没有读出的，从表头和表名里找。
function accounts.unit(source) return first(source, unit_patterns, not_units) end
function accounts.year(source) return first(source, year_patterns) end

function accounts.money_unit(source)
  local money = source:find "单\\s*位\\s*[：:]?\\s*(?:人民币)?\\s*(?:万\\s*元|千\\s*元|亿\\s*元|元)"
  local printed = money and source:piece(money, "单\\s*位\\s*[：:]?\\s*(?:人民币)?\\s*(万\\s*元|千\\s*元|亿\\s*元|元)", 1)
  if printed then return printed end
  local head = source:find "[（(]\\s*(?:万元|千元|亿元|元)\\s*[）)]"
  return head and source:piece(head, "[（(]\\s*(万元|千元|亿元|元)\\s*[）)]", 1)
end

return accounts
