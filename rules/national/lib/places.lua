-- 公开文本说的是哪个省：先看写明单位的行，再看封面和标题。看不出的为 nil。

local labels = "(实施单位|项目单位|填报单位|编制单位|预算单位|预算部门|主管部门|单位名称|部门名称|部门（单位）名称|填报部门|^[\\s|]*(部门|单位)\\s*[：:])"
local titles = "20[0-9]{2}\\s*年.{0,40}(决算|预算|自评|绩效)|(决算|预算|自评表)(公开|说明|报告)?\\s*$"
local near = 80      -- 封面和标题在前面这么多行里

-- 中央部门和它们的单位：名称里没有地名，开头就说明。
local central = "^(中共中央|中央|国务院|最高人民(法院|检察院)|全国(人大|人民代表大会|政协|总工会|妇联|工商联|社会保障基金|哲学社会科学)|中华人民共和国|中华全国|海关总署|审计署"
  .. "|国家([^级]|$)|(外交|国防|教育|科学技术|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|住房和?城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部)"

-- “某市某区某局”里的区、县、旗；“开发区”“城区”“灌区”之类不是行政区划。
local district_pattern = "^(?:\\p{Han}{2,6}?(?:省|自治区))?(\\p{Han}{2,6}?(?:市|盟|州))(\\p{Han}{2,4}?(?:区|县|旗))\\p{Han}{2}"
local not_districts = "(?:试验|示范|开发|合作|功能|工业|产业|度假|旅游|风景|生态|管理|服务|中心|商务|物流|保护|保税|高新|名胜|行政)区$"
  .. "|[城灌社库矿林景园辖地片牧校小山湖新郊坝学教疫军街营]区$|所属|各|下辖"

-- 行政区划表里没有的区、县、旗，按单位名称里市名后面印的；直辖市只写区、县。
local function district(source, unit)
  local parts = unit and text.match(text.squeeze(unit), district_pattern)
  if not parts or text.match(parts[2], not_districts) then return nil end
  local known = source:province(parts[1])
  if not known then return nil end
  return text.same(known, parts[1]) and parts[2] or parts[1] .. parts[2]
end

-- 行政区划表里没有的县、旗、县级市，单位名称里前面没有市名的：网页标题、封面、来源、页脚印有它上面的省、市（“某省某市某县人民政府”）。
local seat_pattern = "^(\\p{Han}{2,4}?[县旗市])\\p{Han}{2}"
local not_seats = "[城超股都全各我本该][市县]$|[国红战军锦升]旗$"
local above = "((?:\\p{Han}{2,6}?(?:省|自治区))(?:\\p{Han}{2,10}?(?:市|盟|州|地区))?)"   -- 最长的是“某某族某某族自治州”
local last = 20      -- 页脚在最后这么多行里

local function seat(source, unit)
  local whole = unit and text.squeeze(unit)
  local name = whole and text.match(whole, seat_pattern)
  name = name and name[1]
  if not name or text.match(name, not_seats) or source:province(whole) then return nil end
  local function in_words(words)
    local parts = words and text.match(text.squeeze(words), above .. name)
    local province = parts and source:province(parts[1])
    if not province or not text.match(parts[1], "^" .. province) then return nil end
    local city = text.match(parts[1], "^" .. province .. "(.+)$")
    return province, (city and city[1] or "") .. name
  end
  local province, region = in_words(source:title())
  if province then return province, region end
  local count = source:count()
  for line = 1, count do
    if line <= near or line > count - last then
      local words = source:text(line)
      if line < count and text.match(text.squeeze(words), "[省区市盟州]$") then words = words .. source:text(line + 1) end
      province, region = in_words(words)
      if province then return province, region end
    end
  end
end

-- 县级的旗只有内蒙古自治区有。
local function is_banner(source, unit)
  return unit ~= nil and text.match(text.squeeze(unit), "^\\p{Han}{2,6}旗(?:\\p{Han}{2})") ~= nil
    and not text.match(unit, "[国红战军锦升]旗|旗[舰帜袍]") and source:province(unit) == nil
end

-- 没有地名的单位是不是中央的。
local function is_central(source, unit)
  return unit ~= nil and text.match(text.squeeze(unit), central) ~= nil and source:province(unit) == nil
end

local function first(source, pattern, to)
  for _, line in ipairs(source:all(pattern, 1, to)) do
    local province = source:province(source:text(line))
    if province then return province end
  end
end

-- 网页下方的备案号“某ICP备”：主办单位在哪个省。
local registers = {
  ["京"] = "北京市", ["津"] = "天津市", ["冀"] = "河北省", ["晋"] = "山西省", ["蒙"] = "内蒙古自治区", ["辽"] = "辽宁省", ["吉"] = "吉林省", ["黑"] = "黑龙江省",
  ["沪"] = "上海市", ["苏"] = "江苏省", ["浙"] = "浙江省", ["皖"] = "安徽省", ["闽"] = "福建省", ["赣"] = "江西省", ["鲁"] = "山东省", ["豫"] = "河南省",
  ["鄂"] = "湖北省", ["湘"] = "湖南省", ["粤"] = "广东省", ["桂"] = "广西壮族自治区", ["琼"] = "海南省", ["渝"] = "重庆市", ["蜀"] = "四川省", ["黔"] = "贵州省",
  ["滇"] = "云南省", ["藏"] = "西藏自治区", ["陕"] = "陕西省", ["陇"] = "甘肃省", ["青"] = "青海省", ["宁"] = "宁夏回族自治区", ["新"] = "新疆维吾尔自治区",
}
local register = "(\\p{Han})\\s*ICP\\s*备"

local function registered(source)
  local found
  for _, line in ipairs(source:all(register)) do
    local piece = source:piece(line, register, 1)
    local name = piece and registers[piece.text]
    if not name or found and not text.same(found.text, name) then return nil end
    found = piece:as(name):doubt "文中没有印出，按网页备案号的简称"
  end
  return found
end

-- 职能的写法“贯彻落实国家和某省有关……的法律法规”：没有别处印出时，单位在这个省。
local duties = "国家[和、及与](\\p{Han}{2,7}?(?:省|自治区|市))"

local function in_duties(source)
  local found
  for _, line in ipairs(source:all(duties, 1, math.min(near, source:count()))) do
    local piece = source:piece(line, duties, 1)
    local whole = piece and source:province(piece.text)
    if whole and text.same(whole, piece.text) then
      if found and not text.same(found.text, whole) then return nil end
      found = piece:as(whole):doubt "文中没有印出单位在哪个省，按职能里的写法"
    end
  end
  return found
end

local function province(source)
  return first(source, labels) or first(source, titles, math.min(near, source:count()))
end

-- 一句话的开头，或者书名号只印了一半：不是单位的名称。
local opens_sentence = "^(?:根据|按照|依照|依据|遵照|为了|为贯彻|为落实|为做好|为加强|为进一步|现将|现就)|《[^》]*$"

return { opens_sentence = opens_sentence, province = province, registered = registered, in_duties = in_duties, is_central = is_central, district = district, seat = seat, is_banner = is_banner }
