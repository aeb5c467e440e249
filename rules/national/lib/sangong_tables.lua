-- “三公”经费的报表：决算和预算，所有名称。

local statements = require "statements"

local all = {}
for _, name in ipairs {
  "一般公共预算财政拨款“三公”经费支出决算表", "“三公”经费、会议费、培训费支出决算表", "“三公”经费、行政参公单位机关运行经费情况表", "一般公共预算“三公”经费支出表",
  "“三公”经费、会议费、培训费支出预算表",
} do
  for _, one in ipairs(statements.names(name)) do all[#all + 1] = one end
end

return { names = all }
