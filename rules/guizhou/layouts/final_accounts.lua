local claims = require "claims"
local forms = require "printed_forms"
local places = require "places"
local printed = require "printed"
local statements = require "statements"
local words = require "evaluation_forms"

layout {
  id    = "guizhou/final_accounts",
  title = "部门决算公开文本（含项目支出绩效自评表）",
  kind  = "final_accounts",
  basis = "贵州省部门决算公开样式（2020 年度）",

  print = printed.with(forms.print),

  recognise = function(source)
    local cover = source:find "20[0-9]{2}\\s*年度部门决算"
    local form = source:find "支出绩效(目标)?自评表"
    if not (cover and form) then return { score = 0 } end
    local province = places.province(source)
    if province and not text.same(province, "贵州省") then return { score = 0, why = "是" .. province .. "的" } end
    -- 看不出是哪个省的，要有贵州自评表的栏名
    if not province and not (source:find "^\\s*资金来源" and source:find "未完成\\s*原因") then
      return { score = 0, why = "看不出是哪个省的，自评表的栏名也不是贵州的" }
    end
    return { score = 80, why = "第 " .. cover .. " 行有“部门决算”，第 " .. form .. " 行起有自评表" }
  end,

  read = function(source, out)
    local cover = source:find "20[0-9]{2}\\s*年度部门决算"
    local unit = source:find "^\\s*部门\\s*[：:]\\s*\\S"
    local money = source:find "单位\\s*[：:]\\s*(万元|元)"
    out:document {
      unit = unit and source:piece(unit, "部门\\s*[：:]\\s*(\\S+)"),
      year = source:piece(cover, "(20[0-9]{2})\\s*年度部门决算"),
      money_unit = money and source:piece(money, "单位\\s*[：:]\\s*(万元|元)"),
    }
    out:tables(statements.book "final_accounts")
    if #out:forms(words) < 1 then forms.read_all(source, out) end   -- 有框线的按格读
    out:claims(claims)
  end,
}
