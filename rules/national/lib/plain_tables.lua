-- 认得名称、不是“三公”经费的各种报表，所有名称。

local names = require "names"
local sangong_tables = require "sangong_tables"
local statements = require "statements"

local plain = {}
for _, name in ipairs(statements.every()) do
  if not names.has(sangong_tables.names, name) then plain[#plain + 1] = name end
end

return { names = plain }
