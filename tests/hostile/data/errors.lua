--@ nil | error at 1
error()
--@ text | error at 1
error("坏")
--@ table | error at 1
error({ 1, 2 })
--@ function | error at 1
error(function() end)
--@ boolean | error at 1
error(false)
--@ number | error at 1
error(42)
--@ float | error at 1
error(0 / 0)
--@ tostring_that_loops | error
error(setmetatable({}, { __tostring = function() while true do end end }))
--@ tostring_that_errs | error
error(setmetatable({}, { __tostring = function() error("x") end }))
--@ tostring_that_gives_a_table | error
error(setmetatable({}, { __tostring = function() return {} end }))
--@ index_that_errs | error
error(setmetatable({}, { __index = function() error("x") end }))
--@ tostring_called | ok
local s = tostring(setmetatable({}, { __tostring = function() while true do end end }))
--@ ansi | error at 1
error("\27[2J\27[31m红")
--@ nul | error at 1
error("a\0b")
--@ bidi | error at 1
error("a\u{202E}b")
--@ no_utf8 | error at 1
error("\xFF\xFE\x80")
--@ newlines | error at 1
error("a\nb\rc\n\n")
--@ place_of_another_file | error at 1
error("rules/p/rules/sum.lua:1: 不是我", 0)
--@ pretends_limit | error at 1
error("limit")
--@ pretends_limit_text | error at 1
error("脚本超过步数上限，已停止", 0)
--@ markup | error at 1
error("<script>alert(1)</script>=cmd()|::error::")
--@ caught_and_raised | error
local ok, e = pcall(error, "x") error(e)
--@ caught_nil | ok
local ok, e = pcall(error)
--@ caught_table | ok
local ok, e = pcall(error, {})
--@ pcall_nothing | error at 1
pcall()
--@ pcall_number | ok
pcall(1)
--@ assert_false | error at 1
assert(false, "坏")
--@ assert_nothing | error at 1
assert()
--@ assert_table | error at 1
assert(nil, {})
--@ call_nil | error at 1
local f f()
--@ index_nil | error at 1
local t t.x = 1
--@ index_nil_of_chain | error at 1
local t = {} t.a.b.c = 1
--@ arithmetic_on_nil | error at 1
local a local b = a + 1
--@ arithmetic_on_table | error at 1
local b = {} + 1
--@ concat_nil | error at 1
local a local b = "x" .. a
--@ concat_table | error at 1
local b = "x" .. {}
--@ compare_unlike | error at 1
local b = 1 < "2"
--@ compare_tables | error at 1
local b = {} < {}
--@ length_of_number | error at 1
local a = 5 local b = #a
--@ nil_key | error at 1
local t = {} t[nil] = 1
--@ nan_key | error at 1
local t = {} t[0 / 0] = 1
--@ table_key_walk | error at 1
for k in pairs { [{}] = 1 } do end
--@ for_text_bound | error at 1
for i = "a", 2 do end
--@ integer_overflow_for | error at 1
for i = 1, 2, 0.0 do end
--@ no_integer | error at 1
string.rep("x", 1.5)
--@ unknown_global | error at 1
chekc()
--@ misspelt_library | error at 1
text.mach("a", "a")
--@ unfinished_string | error at 1
local s = "abc
--@ unfinished_block | error
if true then
--@ unfinished_comment | error
--[[ abc
--@ unknown_escape | error at 1
local s = "\q"
--@ c_like_not_equal | error at 1
if 1 != 2 then end
--@ assign_constant | error at 1
local x <const> = 1 x = 2
--@ unknown_attribute | error at 1
local x <weak> = 1
--@ unknown_label | error
goto nowhere
--@ label_twice | error
::a:: ::a::
--@ break_outside | error
break
--@ full_width | error at 1
local x = （1）
