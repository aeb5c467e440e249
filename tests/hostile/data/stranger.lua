--@ upvalues_many | ok in body
local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8 local l = {} for i = 1, 20000 do l[i] = function() return a + b + c + d + e + f + g + h + i end end
--@ upvalues_nested | ok in body
local f = function() return 1 end for i = 1, 150 do local g = f f = function() return g() + 1 end end local n = f()
--@ upvalues_nested_too_deep | limit in body
local f = function() return 1 end for i = 1, 1000000 do local g = f f = function() return g() + 1 end end local n = f()
--@ concat_of_three_hundred | any in body
local s = table.concat({ ("x"):rep(300) }) local n = s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s
--@ concat_that_answers_itself | error in body
local m = {} m.__concat = function(a, b) return setmetatable({}, m) end local o = setmetatable({}, m) local s = "a" .. o .. "b" .. o .. "c" .. o string.rep(s, 3)
--@ format_widest | any in body
local s = string.format("%99.99f", 1e308)
--@ format_smallest | any in body
for i = 1, 1000 do local s = string.format("%-99.99g|%+.99e|%a", 5e-324, -1e308, 1 / 3) end
--@ format_percent_at_the_end | error in body
local s = string.format("%d %", 1)
--@ format_huge_position | error in body
local s = string.format("%99999999999d", 1)
--@ format_star | error in body
local s = string.format("%*d", 5, 1)
--@ format_ten_thousand_items | any in body
local s = string.format(("%s"):rep(10000), table.unpack({}, 1, 10000))
--@ format_tostring_that_loops | error in body
local s = string.format("%s", setmetatable({}, { __tostring = function() while true do end end }))
--@ tostring_of_itself | any in body
local s = tostring(setmetatable({}, { __tostring = function(o) return tostring(o) end }))
--@ tostring_is_tostring | any in body
local s = tostring(setmetatable({}, { __tostring = tostring }))
--@ for_down_over_the_end | ok in body
for i = math.mininteger + 1, math.mininteger, -2 do end
--@ for_up_over_the_end | ok in body
local n = 0 for i = math.maxinteger - 1, math.maxinteger, 2 do n = n + 1 end for i = math.mininteger, math.maxinteger, math.maxinteger do n = n + 1 end
--@ for_step_smallest | ok in body
for i = math.maxinteger, math.mininteger, math.mininteger do end
--@ for_infinite_bounds | steps in body
for i = 1, 1e309 do end
--@ for_not_a_number | any in body
for i = 0 / 0, 1 do end
--@ division_by_minus_one | ok in body
local n = math.mininteger // -1 + math.mininteger % -1 + math.fmod(math.mininteger, -1)
--@ fmod_zero | error in body
local n = math.fmod(1, 0)
--@ tointeger_of_everything | any in body
for _, v in ipairs { "9223372036854775808", 1e308, 2 ^ 63, "0x7fffffffffffffffff", {} } do local n = math.tointeger(v) end
--@ floor_of_the_infinite | any in body
local n = math.floor(1e308 * 10) .. math.ceil(-1e308 * 10)
--@ utf8_char_largest | any in body
local s = utf8.char(0x7FFFFFFF, 0, 0xD800, 0x10FFFF) for i = 1, 1000 do s = utf8.char(0x7FFFFFFF) end
--@ utf8_char_negative | error in body
local s = utf8.char(-1)
--@ utf8_char_too_large | error in body
local s = utf8.char(0x80000000)
--@ utf8_len_far | any in body
local n = utf8.len("abc", math.mininteger, math.maxinteger)
--@ utf8_len_broken_forever | steps in body
local s = ("\xff"):rep(100000) while true do utf8.len(s) end
--@ utf8_codepoint_far | error in body
utf8.codepoint("abc", 1, math.maxinteger)
--@ utf8_codepoint_lax | any in body
utf8.codepoint(("a"):rep(1000000), 1, -1, true)
--@ sub_of_the_ends | ok in body
local s = ("abc"):sub(math.mininteger, math.maxinteger) .. ("abc"):sub(math.maxinteger, math.mininteger) .. tostring(("abc"):byte(math.mininteger))
--@ byte_of_the_ends | any in body
local n = ("abc"):byte(math.mininteger, math.maxinteger)
--@ texts_of_zeros_compared | limit in body
local z = ("\0"):rep(2000000) local a, b, n = z .. "a", z .. "b", 0 while true do if a < b then n = n + 1 end end
--@ texts_of_zeros_sorted | limit in body
local z, l = ("\0"):rep(1000000), {} for i = 1, 30 do l[i] = z .. i end while true do table.sort(l, function(a, b) return a > b end) end
--@ sort_of_objects | any in body
local l = t:rows() for i = 1, 2000 do table.sort(l, function(a, b) return tostring(a) < tostring(b) end) end
--@ sort_in_sort_in_sort | any in body
local function deep(n) table.sort({ 2, 1 }, function(a, b) deep(n + 1) return a < b end) end deep(1)
--@ next_with_no_key | any in body
next({}, "x")
--@ next_with_a_value_as_key | any in body
next({}, amount "1")
--@ pairs_over_nothing | error in body
for k in pairs(nil) do end
--@ ipairs_of_the_endless | ok in body
for i, v in ipairs(setmetatable({}, { __index = function(_, i) return i end })) do end
--@ unpack_of_the_endless | any in body
local n = select("#", table.unpack(setmetatable({}, { __index = function() return 1 end }), 1, 200000))
--@ error_that_is_check | error in body
error(check)
--@ error_that_is_the_table | error in body
error(t)
--@ error_that_is_a_value | error in body
error(amount "1")
--@ error_with_tostring_and_index | error in body
error(setmetatable({}, { __tostring = function() while true do end end, __index = function() while true do end end, __concat = function() error("x") end }))
--@ error_in_error_in_error | steps in body
local function f(e) return pcall(error, e) end while true do f(setmetatable({}, { __tostring = f })) end
--@ error_ten_megabytes_again_and_again | limit in body
local s = ("错"):rep(3000000) while true do pcall(error, s) end
--@ replace_by_a_function | error in body
text.replace("abc", "b", function() error("x") end)
--@ replace_by_far_group | any in body
text.replace("abc", "(b)", "\\9")
--@ replace_nothing_much | any in body
text.replace(("a"):rep(200000), "", "xxxxxxxxxxxxxxxxxxxx")
--@ template_of_braces | any in body
check:holds(false, { message = ("{"):rep(100000) .. ("}"):rep(100000) })
--@ template_inside_template | any in body
check:holds(false, { message = "{a}", values = { a = "{a}{a}{b}", b = "{a}{b}" } })
--@ template_with_a_long_name | any in body
check:holds(false, { message = "{" .. ("名"):rep(300000) .. "}" })
--@ template_of_ten_thousand_names | any in body
local s = {} for i = 1, 10000 do s[i] = "{x" .. i .. "}" end for i = 1, 100 do check:holds(false, { message = table.concat(s) }) end
--@ message_is_a_number | error in body
check:holds(false, { message = 1e308 })
--@ options_with_index | ok in body
check:holds(false, setmetatable({}, { __index = function() while true do end end }))
--@ options_with_pairs | error in body
check:holds(false, setmetatable({ message = "x" }, { __pairs = function() while true do end end, __index = function() error("x") end }))
--@ findings_with_one_key | any in body
for i = 1, 1000000 do check:holds(false, { message = "x", row = "合计", column = "决算数", case = "同一个" }) end
--@ findings_in_a_callback | any in body
pcall(function() for i = 1, 5000 do check:same(t:column "决算数" ["合计"], i) end end) table.sort({ 2, 1, 3 }, function(a, b) check:holds(false, { message = "x" }) return a < b end)
--@ check_kept_in_a_table | ok in body
local l = setmetatable({}, { __index = function(_, k) return check[k] end }) local f = l.holds f(check, true)
--@ check_passed_as_a_method | error in body
local f = check.same f(setmetatable({}, { __index = check }), 1, 1)
--@ rounded_to_the_end | any in body
t:column "决算数" ["合计"]:rounded(2147483647)
--@ rounded_to_minus_the_end | any in body
t:column "决算数" ["合计"]:rounded(-2147483648)
--@ rounded_to_no_integer | any in body
t:column "决算数" ["合计"]:rounded(math.mininteger)
--@ rounded_to_256 | any in body
local v = t:column "决算数" ["合计"]:rounded(256) check:same(v, 1)
--@ amount_with_forty_zeros | error in body
amount("1" .. ("0"):rep(40))
--@ amount_with_sixty_decimals | error in body
amount("0." .. ("0"):rep(60) .. "1")
--@ amount_with_exponent | error in body
amount "1e999999"
--@ amount_of_blanks | error in body
amount "   "
--@ sum_of_rows_again_and_again | limit in body
local l, r = {}, t:rows()[1] for i = 1, 90000 do l[i] = r end while true do pcall(sum, l, "weight") end
--@ sum_of_mixed | error in body
sum { amount "1", "x", {}, false }
--@ sum_of_a_list_that_lies | any in body
sum(setmetatable({ amount "1" }, { __index = function() return amount "1" end }))
--@ least_of_texts | error in body
least("x", {})
--@ rule_inside_rule | error in body
rule { id = "h.inside", title = "里面", basis = "测试", on = { table = "三公" }, run = function() end }
--@ require_inside | error in body
require "x"
--@ layout_inside | error in body
layout { id = "h/x" }
--@ param_is_kept | ok in body
local p = param "p.list" for i = 1, 10000 do p = param "p.list" end
--@ env_shadowed_by_a_loop | error in body
local _ENV = setmetatable({}, { __index = function(_, k) return _ENV[k] end }) while true do local a = x end
--@ env_nil | error in body
local _ENV = nil local a = x
--@ env_is_check | any in body
local _ENV = check local a = same
--@ vararg_of_a_quarter_million | any in body
local function f(...) return select("#", ...) end local l = {} for i = 1, 250000 do l[i] = i end local n = f(table.unpack(l))
--@ to_be_closed_by_a_value | error in body
local x <close> = amount "1"
--@ to_be_closed_by_the_table | error in body
local x <close> = t
--@ labels_in_loops | steps in body
do local n = 0 ::a:: n = n + 1 if n % 2 < 1 then goto a else goto b end ::b:: goto a end
--@ string_methods_by_a_table | error in body
local s = ("x").rep({}, 1e9)
--@ text_length_of_zeros | any in body
for i = 1, 100 do text.match(("\0"):rep(100000), "\\x00+$") end
--@ index_with_nan | any in body
local l = {} local n = l[0 / 0] l[1] = n
--@ float_keys_that_are_integers | ok in body
local l = {} for i = 1, 1000 do l[i + 0.0] = i end local n = #l
--@ negative_zero_printed | any in body
check:holds(false, { message = tostring(-0.0) .. tostring(0 / 0) .. tostring(1e308 * 10) })
--@ table_with_many_holes | any in body
local l = {} for i = 1, 60 do l[math.tointeger(2 ^ i)] = true end for k in pairs(l) do end local n = #l
--@ remove_while_ipairs | ok in body
local l = {} for i = 1, 1000 do l[i] = i end for i in ipairs(l) do table.remove(l, 1) end
--@ texts_of_zeros_sorted_by_themselves | limit in body
local z, l = ("\0"):rep(8000000), {} for i = 1, 300 do l[i] = z .. (i % 7) end table.sort(l) while true do end
--@ text_of_zeros_compared_once | limit in body
local z = ("\0"):rep(15000000) local a, b, n = z .. "a", z .. "b", 0 for i = 1, 1e9 do if a < b then n = n + 1 end end
