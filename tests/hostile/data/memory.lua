--@ doubling_text | memory
local s = "x" while true do s = s .. s end
--@ growing_text | limit
local s = "x" while true do s = s .. "0123456789012345678901234567890123456789" end
--@ growing_list | memory
local t = {} for i = 1, 1e12 do t[i] = i end
--@ growing_list_of_tables | memory
local t = {} for i = 1, 1e12 do t[i] = { i, { i } } end
--@ growing_list_of_functions | memory
local t = {} for i = 1, 1e12 do t[i] = function() return i end end
--@ growing_map | memory
local t = {} for i = 1, 1e12 do t["key number " .. i] = i end
--@ growing_map_of_floats | memory
local t = {} for i = 1, 1e12 do t[i + 0.5] = i end
--@ linked_list | memory
local t while true do t = { t } end
--@ doubling_list | memory
local t = { 1 } while true do for i = 1, #t do t[#t + 1] = i end end
--@ sparse_list | any
local t = {} for i = 1, 60 do t[2 ^ i // 1] = i end
--@ inside_pcall | memory
local t = {} pcall(function() while true do t[#t + 1] = string.rep("x", 1000) .. #t end end)
--@ inside_pcall_again | memory
local t = {} while true do pcall(function() while true do t[#t + 1] = string.rep("x", 1000) .. #t end end) end
--@ inside_pcall_let_go | fault
for i = 1, 1e9 do pcall(function() local t = {} while true do t[#t + 1] = { t } end end) end
--@ by_table_concat | limit
local t = {} for i = 1, 100000 do t[i] = "0123456789" end local s = "" while true do s = s .. table.concat(t) end
--@ by_concat_doubling | limit
local s = "x" while true do s = table.concat { s, s } end
--@ by_format | memory
local s = "x" while true do s = string.format("%s%s", s, s) end
--@ by_rep | memory
local t = {} while true do t[#t + 1] = string.rep("x", 1000000) end
--@ by_upper | memory
local t, s = {}, string.rep("x", 1000000) while true do s = s .. "y" t[#t + 1] = s:upper() end
--@ by_varargs | limit
local function f(...) return f(1, 2, 3, 4, 5, 6, 7, 8, ...) end f()
--@ by_recursion_with_tables | memory
local function f(t) local u = { t, t, t } return 1 + f(u) end f {}
--@ by_closures | memory
local f = function() end while true do local g = f f = function() return g end end
--@ by_metatables | memory
local t = {} while true do t = setmetatable({}, { __index = t }) end
--@ by_pairs | memory
local t = {} for i = 1, 1e12 do t[i] = pairs { 1 } end
--@ by_split | limit
local t, s = {}, string.rep("a,", 10000) while true do t[#t + 1] = text.split(s, ",") end
--@ by_sort | limit
local t = {} for i = 1, 1e12 do t[i] = -i if i % 100000 < 1 then table.sort(t) end end
--@ by_error_value | limit
while true do pcall(error, string.rep("x", 10000000)) end
--@ by_error_with_place | limit
local s = string.rep("x", 15000000) while true do pcall(error, s) end
--@ large_error | error
error(string.rep("x", 15000000))
--@ by_returned_table | memory
local t = {} for i = 1, 1e12 do t[i] = i end return t
--@ by_locals | any
local a = string.rep("x", 15000000) local b = a .. "1" local c = a .. "2"
--@ by_swapping | limit
local a, b = string.rep("x", 8000000), string.rep("y", 8000000) while true do a, b = b .. "1", a .. "2" end
--@ just_below | any
local t = {} for i = 1, 3 do t[i] = string.rep("x", 15000000) .. i end while true do end
