--@ io | error at 1
io.open("/etc/passwd")
--@ os_execute | error at 1
os.execute("true")
--@ os_time | error at 1
os.time()
--@ os_clock | error at 1
os.clock()
--@ os_getenv | error at 1
os.getenv("HOME")
--@ debug | error at 1
debug.getregistry()
--@ package | error at 1
package.loadlib("x", "y")
--@ require_system | error at 1
require "os"
--@ require_path | error at 1
require "../../../etc/passwd"
--@ require_absolute | error at 1
require "/etc/passwd"
--@ require_nothing | error at 1
require ""
--@ require_number | error at 1
require(1)
--@ load | error at 1
load("return 1")
--@ loadstring | error at 1
loadstring("return 1")
--@ loadfile | error at 1
loadfile("/etc/passwd")
--@ dofile | error at 1
dofile("/etc/passwd")
--@ load_bytecode | error at 1
load(string.dump(function() end))
--@ string_dump | error at 1
string.dump(function() end)
--@ string_pack | error at 1
string.pack("i4", 1)
--@ collectgarbage | error at 1
collectgarbage("count")
--@ coroutine_create | error at 1
coroutine.create(function() end)
--@ coroutine_wrap | error at 1
coroutine.wrap(function() while true do end end)()
--@ coroutine_close | error at 1
coroutine.close(1)
--@ print | error at 1
print("x")
--@ warn | error at 1
warn("@on")
--@ getmetatable | error at 1
getmetatable("")
--@ getmetatable_write | error at 1
getmetatable("").__index = {}
--@ rawset | error at 1
rawset(string, "rep", nil)
--@ rawget | error at 1
rawget(string, "rep")
--@ rawequal | error at 1
rawequal(1, 1)
--@ rawlen | error at 1
rawlen({})
--@ xpcall | error at 1
xpcall(function() while true do end end, function() while true do end end)
--@ setfenv | error at 1
setfenv(1, {})
--@ math_random | error at 1
math.random()
--@ math_randomseed | error at 1
math.randomseed(1)
--@ unknown_field_of_math | error at 1
local x = math.huge
--@ write_global | error at 1
x = 1
--@ write_global_function | error at 1
function f() end
--@ write_base | error at 1
pairs = nil
--@ write_library | error at 1
string.rep = nil
--@ write_text_library | error at 1
text.match = nil
--@ write_math | error at 1
math.floor = function() return 0 end
--@ library_by_table_insert | error at 1
table.insert(string, 1)
--@ library_by_table_sort | error at 1
table.sort(text)
--@ library_by_table_remove | error at 1
table.remove(math)
--@ metatable_of_library | error at 1
setmetatable(string, {})
--@ metatable_of_env | error at 1
setmetatable(_ENV, {})
--@ write_through_env | error at 1
_ENV.x = 1
--@ write_base_through_env | error at 1
_ENV.pairs = nil
--@ g | error at 1
_G.x = 1
--@ env_through_pairs | any
for k, v in pairs(_ENV) do v = nil end
--@ next_env | any
local k = next(_ENV)
--@ env_as_local | ok
local _ENV = { x = 1 } x = 2
--@ text_as_object | error at 1
(""):x()
--@ text_index_write | error at 1
local s = "x" s.y = 1
--@ number_index_write | error at 1
local s = 1 s.y = 1
--@ function_index | error at 1
local s = pairs.x
--@ metatable_names | error
setmetatable({}, { __metatable = false })
--@ metatable_name | error
setmetatable({}, { __name = "\27[31m" })
--@ weak_keys | error
setmetatable({}, { __mode = "k" })
--@ weak_keys_late | any
local mt = {} local t = setmetatable({}, mt) mt.__mode = "k" t[{}] = 1
--@ len | error
setmetatable({}, { __len = function() return 1e9 end })
--@ metatable_twice | error
local t = setmetatable({}, {}) setmetatable(t, {})
--@ error_level | error
error("x", 9223372036854775807)
--@ error_level_negative | error
error("x", -1)
--@ error_level_2 | error
local function f() error("x", 2) end f()
--@ goto_into | error
goto out do local x ::out:: end
--@ bitwise_constant_fault | error
local x = (1 ~ (2 or 3))
--@ bitwise | error
local x = 1 & 2
--@ shift | error
local x = 1 << 70
--@ method_with_wrong_self_text | error at 1
text.match(nil, nil)
--@ method_of_string_with_table | error at 1
string.upper({})
--@ method_of_string_with_function | error at 1
string.rep(string.rep, 3)
