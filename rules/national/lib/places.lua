-- 公开文本说的是哪个省：先看写明单位的行，再看封面和标题。看不出的为 nil。

local labels = "(实施单位|项目单位|填报单位|编制单位|预算单位|预算部门|主管部门|单位名称|部门名称|部门（单位）名称|填报部门|^[\\s|]*(部门|单位)\\s*[：:])"
local titles = "20[0-9]{2}\\s*年.{0,40}(决算|预算|自评|绩效)|(决算|预算|自评表)(公开|说明|报告)?\\s*$"
local near = 80      -- 封面和标题在前面这么多行里

local function first(source, pattern, to)
  for _, line in ipairs(source:all(pattern, 1, to)) do
    local province = source:province(source:text(line))
    if province then return province end
  end
end

local function province(source)
  return first(source, labels) or first(source, titles, math.min(near, source:count()))
end

return { province = province }
