--@ arithmetic | ok
local x = (1 + 2) * 3 / 4 // 1 % 5
--@ long_loop | ok
local n = 0 for i = 1, 100000 do n = n + i end
--@ while_break | ok
local i = 0 while true do i = i + 1 if i > 100 then break end end
--@ goto_continue | ok
for i = 1, 10 do if i > 5 then goto continue end ::continue:: end
--@ texts | ok
local s = ("预算"):rep(100) .. string.format("%s %d %.2f", "a", 1, 2.5) .. ("abc"):upper():lower():reverse():sub(1, 2)
--@ lists | ok
local t = {} for i = 1, 1000 do table.insert(t, 1000 - i) end table.sort(t) table.remove(t, 1) local s = table.concat(t, ",")
--@ own_sort | ok
local t = { { "乙", 2 }, { "甲", 1 } } table.sort(t, function(a, b) return a[2] < b[2] end)
--@ maps | ok
local t = { b = 1, a = 2 } for k, v in pairs(t) do t[k] = v + 1 end
--@ remove_while_walking | ok
local t = { b = 1, a = 2 } for k in pairs(t) do t[k] = nil end
--@ recursion | ok
local function f(n) if n < 1 then return 0 end return 1 + f(n - 1) end f(150)
--@ deep_recursion | ok
local function f(n) if n < 1 then return 0 end return 1 + f(n - 1) end f(10000)
--@ closures | ok
local function counter() local n = 0 return function() n = n + 1 return n end end local c = counter() c() c()
--@ class | ok
local C = {} C.__index = C function C.new(x) return setmetatable({ x = x }, C) end function C:get() return self.x end C.new(1):get()
--@ inheritance | ok
local A = {} A.__index = A function A.f() return 1 end local B = setmetatable({}, { __index = A }) B.__index = B local b = setmetatable({}, B) b.f()
--@ metatable_filled_later | ok
local mt = {} local t = setmetatable({}, mt) mt.__index = function(_, k) return k end mt.__call = function() return 1 end local x = t.a .. t()
--@ operators | ok
local mt = { __add = function(a, b) return 1 end, __lt = function() return true end, __concat = function() return "x" end, __call = function() return 2 end, __unm = function() return 3 end }
local a = setmetatable({}, mt) local b = a + a local c = a < a local d = a .. a local e = a() local f = -a
--@ default_values | ok
local t = setmetatable({}, { __index = function(t, k) local v = k .. "!" t[k] = v return v end }) local a = t.x .. t.x
--@ pcall | ok
local good, why = pcall(function() error("坏") end) if good then error("?") end
--@ varargs | ok
local function f(...) local t = { ... } return select("#", ...), #t, (select(2, ...)) end f(1, nil, 3)
--@ unpack | ok
local a, b, c = table.unpack { 1, 2, 3 }
--@ utf8 | ok
local n = utf8.len("预算") local c = utf8.codepoint("预") local s = utf8.char(0x9884)
--@ patterns | ok
local y = text.match("2020年度", "([0-9]{4})年") local l = text.all("1,2,3", "[0-9]") local r = text.replace("1,234", ",", "") local p = text.split("a,b", ",")
--@ labels | ok
if text.same("其中：合计", "合 计") then local x = text.label("一、合计") end
--@ const_and_close_free | ok
local x <const> = 5 local y = x + 1
--@ integer_division | ok
local half = 7 // 2 local rest = 7 % 2 local big = math.maxinteger local small = math.mininteger
--@ tonumber | ok
local a = tonumber("12.5") local b = tonumber("x") local c = tonumber(3)
--@ large_but_fair_list | ok
local t = {} for i = 1, 50000 do t[i] = { i } end
--@ large_but_fair_text | ok
local s = string.rep("预算", 100000) local n = text.length(s)
--@ many_constants | ok
local t = { 1, 2, 3, "a", "b", "c", 1.5, 2.5, true, false } local u = #t
--@ long_string | ok
local s = [==[
多行
文字]==]
--@ nested_functions | ok
local function a() return function() return function() return 1 end end end a()()()
--@ numeric_for_down | ok
for i = 10, 1, -1 do local x = i end
--@ repeat_until | ok
local i = 0 repeat local done = i > 5 i = i + 1 until done
--@ and_or | ok
local x = nil local y = x and x.z or "none"
--@ tostring | ok
local s = tostring(1) .. tostring(nil) .. tostring(true) .. tostring(1.5) .. tostring {} .. tostring(pairs)
--@ method_on_text | ok
local s = "a" local n = s:len() + #s
--@ table_without_holes | ok
local t = { n = 0 } t.n = t.n + 1 t["中文"] = 1
--@ metatable_changed_later | ok
local mt = { __index = { x = "a" } } local t = setmetatable({}, mt) mt.__index = { x = "b" } mt.__add = function() return "c" end local s = t.x .. (t + t)
--@ class_with_base | ok
local A = {} A.__index = A function A:name() return "a" end local B = setmetatable({}, A) B.__index = B B.__tostring = function() return "b" end local b = setmetatable({}, B) local s = b:name() .. tostring(b)
--@ sort_of_names | ok
local l = {} for i = 1, 500 do l[i] = "name " .. (7919 * i % 500) end table.sort(l) table.sort(l, function(a, b) return a > b end)
