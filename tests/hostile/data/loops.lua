--@ while | steps at 1
while true do end
--@ repeat | steps at 1
repeat until false
--@ goto | steps at 1
::top:: goto top
--@ goto_backwards | steps at 3
local n = 0
::top::
n = n + 1 goto top
--@ for_maxinteger | steps at 1
for i = 1, math.maxinteger do end
--@ for_floats | steps at 1
for x = 1.0, 1e308 do end
--@ for_tiny_step | steps at 1
for x = 0, 1, 1e-300 do end
--@ for_zero_step | error at 1
for i = 1, 10, 0 do end
--@ for_endless_iterator | steps at 1
for _ in function() return 1 end do end
--@ for_iterator_of_itself | limit
local function f() return f end
for _ in f do end
--@ tail_calls | steps at 1
local function f() return f() end f()
--@ mutual_tail_calls | steps
local g
local function f() return g() end
g = function() return f() end
f()
--@ recursion | limit at 1
local function f() return 1 + f() end f()
--@ recursion_with_growing_arguments | fault
local function f(...) return 1 + f(1, ...) end f()
--@ recursion_in_pcall | fault
local function f() return pcall(f) end
while true do f() end
--@ recursion_in_nested_pcalls | limit
local function f() pcall(f) pcall(f) end
f()
--@ fibonacci | steps
local function f(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end
f(100)
--@ ackermann | limit
local function a(m, n) if m < 1 then return n + 1 elseif n < 1 then return a(m - 1, 1) end return a(m - 1, a(m, n - 1)) end
a(4, 2)
--@ collatz_over_strings | steps
local s = "1" while true do s = tostring(tonumber(s) + 1) end
--@ busy_inside_pcall | steps at 1
pcall(function() while true do end end)
--@ busy_inside_pcall_again_and_again | steps at 1
while true do pcall(function() while true do end end) end
--@ pcall_of_pcall | steps
pcall(pcall, pcall, function() while true do end end) check = nil
--@ pcall_then_go_on | steps at 1
local ok = pcall(function() while true do end end)
for i = 1, 10 do ok = not ok end
--@ pcall_in_a_metamethod | steps
local t = setmetatable({}, { __index = function() while true do pcall(error) end end })
pcall(function() return t.x end) return t.x
--@ loop_in_iterator_state | steps
local function step(s, c) while true do c = c + 1 end end
for i in step, nil, 0 do end
--@ loop_with_break_that_never_comes | steps
local i = 0 while true do i = i + 1 if i < 0 then break end end
--@ nested_for | steps
for a = 1, 1e6 do for b = 1, 1e6 do for c = 1, 1e6 do end end end
--@ loop_in_a_condition | steps
if (function() while true do end end)() then return end
--@ loop_in_an_argument | steps
tostring((function() while true do end end)())
--@ loop_in_a_table_constructor | steps
local t = { (function() while true do end end)() }
--@ loop_in_a_concatenation | steps
local s = "a" .. (function() while true do end end)() .. "b"
--@ close_that_loops | fault
local mt = {} local t = setmetatable({}, mt) mt.__close = function() while true do end end
do local x <close> = t end
--@ close_that_loops_after_an_error | fault
local mt = {} local t = setmetatable({}, mt) mt.__close = function() while true do end end
do local x <close> = t error("x") end
--@ close_as_for_value | fault
local mt = {} local t = setmetatable({}, mt) mt.__close = function() while true do end end
for i in function() return nil end, nil, nil, t do end
--@ gc_given_late | any
local mt = {} local t = setmetatable({}, mt) mt.__gc = function() while true do end end
t = nil for i = 1, 1e5 do local x = { {} } end
--@ gc_by_a_built_name | error
setmetatable({}, { ["__" .. "gc"] = function() while true do end end })
--@ close_by_a_built_name | error
setmetatable({}, { ["__clo" .. "se"] = function() end })
--@ index_chain_of_functions | fault
local t = {} setmetatable(t, { __index = function(_, k) return t[k .. "x"] end }) return t.a
--@ index_loop_of_tables | fault
local a, b = {}, {} setmetatable(a, { __index = b }) setmetatable(b, { __index = a })
return a.x
--@ index_on_itself | fault
local mt = {} mt.__index = setmetatable({}, mt) local t = setmetatable({}, mt) return t.x
--@ newindex_loop_of_tables | fault
local a, b = {}, {} setmetatable(a, { __newindex = b }) setmetatable(b, { __newindex = a }) a.x = 1
--@ call_chain | fault
local t = {} setmetatable(t, { __call = t }) t()
--@ call_chain_given_late | error
local mt = {} local t = setmetatable({}, mt) mt.__call = t t()
--@ long_call_chain | any
local t = function() return 1 end for i = 1, 500 do t = setmetatable({}, { __call = t }) end t()
--@ index_chain_of_ten_thousand | any
local t = {} for i = 1, 10000 do t = setmetatable({}, { __index = t }) end return t.x
--@ concat_chain | any
local mt = {} mt.__concat = function(a, b) return setmetatable({}, mt) end
local x = setmetatable({}, mt) for i = 1, 100 do x = x .. "a" .. x end
--@ equality_of_tables | fault
local mt = {} mt.__lt = function(a, b) return a < b end local a, b = setmetatable({}, mt), setmetatable({}, mt) return a < b
--@ call_by_table_put_in_later | error
local mt = { __call = function() end } local t = setmetatable({}, mt) mt.__call = t t()
--@ call_by_table_put_in_twice | error
local mt = {} local t = setmetatable({}, mt) mt.__call = function() end mt.__call = t t()
--@ call_by_own_metatable | ok
local t = { __call = function() end } setmetatable(t, t) t.__call = t t()
--@ call_by_inherited_metatable | ok
local mt = setmetatable({ __call = function() end }, {}) local t = setmetatable({}, mt) mt.__call = t t()
--@ index_by_table_put_in_later | error
local mt = { __index = {} } local t = setmetatable({}, mt) mt.__index = t local x = t.x
--@ newindex_by_table_put_in_later | error
local mt = { __newindex = {} } local t = setmetatable({}, mt) mt.__newindex = t t.x = 1
