local claims = require "claims"
local forms = require "printed_forms"
local places = require "places"
local printed = require "printed"
local words = require "evaluation_forms"

layout {
  id    = "guizhou/self_evaluation",
  title = "绩效自评表（文本，一份文件一张或几张表）",
  kind  = "self_evaluation",
  basis = "贵州省部门整体支出绩效目标自评表、项目支出绩效自评表（黔南州 2022、2023 年公开样表）",

  print = printed.with(forms.print),

  recognise = function(source)
    if #source:forms(words) > 0 then return { score = 0, why = "有框线，由按格读的版式来读" } end
    local title = source:find "支出绩效(目标)?自评表"
    local funds = source:find "资\\s*金\\s*来\\s*源"
    if not (title and funds) then return { score = 0 } end
    local province = places.province(source)
    if province and not text.same(province, "贵州省") then return { score = 0, why = "是" .. province .. "的" } end
    if not province and not source:find "未完成\\s*原因" then
      return { score = 0, why = "看不出是哪个省的，自评表的栏名也不是贵州的" }
    end
    return { score = 50, why = "第 " .. title .. " 行有自评表标题，第 " .. funds .. " 行有“资金来源”表头" }
  end,

  read = function(source, out)
    local title = source:find "支出绩效(目标)?自评表"
    local unit = source:find("^\\s*(部门（单位）|部门\\(单位\\)|单位|部门)名称\\s+\\S", title)
    local year = source:find "[（(]\\s*20[0-9]{2}\\s*年度?\\s*[）)]"
    local money = source:find "资金\\s*[（(]\\s*(万元|元)\\s*[）)]"
    out:document {
      unit = unit and source:piece(unit, "名称\\s+(.+)$"),
      year = year and source:piece(year, "(20[0-9]{2})\\s*年"),
      money_unit = money and source:piece(money, "[（(]\\s*(万元|元)\\s*[）)]"),
    }
    forms.read_all(source, out, claims)
  end,
}
