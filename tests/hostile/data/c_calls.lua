--@ rep_nothing | ok
local s = string.rep("", 9223372036854775807)
--@ rep_nothing_method | ok
local s = (""):rep(1000000)
--@ rep_too_much | memory at 1
local s = string.rep("x", 9223372036854775807)
--@ rep_overflow | memory at 1
local s = string.rep("xx", 4611686018427387904)
--@ rep_with_separator | memory at 1
local s = string.rep("", 9223372036854775807, "x")
--@ rep_negative | ok
local s = string.rep("x", -9223372036854775807)
--@ rep_ten_gigabytes_caught | fault at 1
pcall(string.rep, "x", 10 * 1024 * 1024 * 1024) while true do end
--@ rep_million_times | limit
for i = 1, 1e9 do local s = string.rep("x", 16000000) end
--@ move | error at 1
table.move({}, 1, 9223372036854775806, 2)
--@ insert_lying_length | error
local t = setmetatable({}, { __len = function() return 9223372036854775807 end }) table.insert(t, 1, 1)
--@ insert_lying_length_late | error
local mt = {} local t = setmetatable({}, mt) mt.__len = function() return 1e15 // 1 end table.insert(t, 1, 1)
--@ remove_lying_length_late | error
local mt = {} local t = setmetatable({}, mt) mt.__len = function() return 1e15 // 1 end table.remove(t, 1)
--@ concat_lying_length_late | error
local mt = {} local t = setmetatable({}, mt) mt.__len = function() return 1000000000000 end table.concat(t)
--@ concat_lying_index | ok
local t = setmetatable({}, { __index = function() return "x" end }) table.concat(t)
--@ concat_bounds | any
table.concat({}, "", 1, 9223372036854775807)
--@ unpack_bounds | any
table.unpack({}, 1, 1e7)
--@ unpack_overflow | any
table.unpack({}, -9223372036854775807, 9223372036854775807)
--@ unpack_much | error
local t = {} for i = 1, 100000 do t[i] = i end table.unpack(t)
--@ insert_position | error at 1
table.insert({ 1, 2, 3 }, 9223372036854775807, 1)
--@ insert_negative_position | error at 1
table.insert({ 1, 2, 3 }, -9223372036854775807, 1)
--@ insert_no_table | error at 1
table.insert("abc", 1)
--@ remove_position | error at 1
table.remove({ 1, 2, 3 }, 9223372036854775807)
--@ insert_in_front_forever | limit
local t = {} while true do table.insert(t, 1, 1) end
--@ remove_from_the_front | limit
local t = {} for i = 1, 300000 do t[i] = i end while true do table.remove(t, 1) t[300000] = 1 end
--@ find_ambiguous | error
local s = string.rep("a", 100) string.find(s, string.rep("a-", 50) .. "b")
--@ match_ambiguous | error
string.match(string.rep("a", 300), ".-.-.-.-b")
--@ match_stars | error
("x"):match(string.rep("a*", 30) .. "b")
--@ gsub | error
string.gsub("x", "x", string.rep)
--@ gmatch | error
for a in string.gmatch("x", "x") do end
--@ text_ambiguous | ok
text.match(string.rep("a", 30000), "^(a+)+$")
--@ text_ambiguous_b | ok
text.match(string.rep("a", 30000), ".*?.*?.*?.*?b")
--@ text_ambiguous_forever | limit
while true do text.match(string.rep("a", 30000), "(a|aa|aaa)*b") end
--@ text_match_empty_pattern | limit
while true do text.all("", "") end
--@ text_huge_repetition | fault
for i = 1, 1e6 do text.match("x", "((a{1000}){1000}){1000}") end
--@ text_many_patterns | fault
for i = 1, 1e9 do text.match("x", "(a{900}b{90})" .. i) end
--@ text_large_patterns | fault
for i = 1, 1e9 do text.match("x", "([\\p{Han}]{200}|" .. i .. ")") end
--@ text_large_patterns_on_long_texts | fault
local s = string.rep("预算数执行数", 50000) for i = 1, 1e9 do text.match(s, "([预算数]{1,20}[执行数]{1,20}){1,10}" .. i) end
--@ text_long_pattern | error at 1
text.match("x", string.rep("a", 100000))
--@ text_deep_pattern | any
text.match("x", string.rep("(", 2000) .. string.rep(")", 2000))
--@ text_bad_pattern | error at 1
text.match("x", "(")
--@ text_lookahead | error at 1
text.match("x", "(?=x)")
--@ text_back_reference | error at 1
text.match("xx", "(x)\\1")
--@ text_replace_doubling | memory
local s = "a" while true do s = text.replace(s, "a", "aa") end
--@ text_replace_by_itself | memory
local s = string.rep("a", 100000) s = text.replace(s, "a", s)
--@ text_split_much | memory
text.split(string.rep("a,", 3000000), ",")
--@ text_split_nothing | error at 1
text.split("a", "")
--@ text_all_much | memory
text.all(string.rep("a", 3000000), "a")
--@ text_all_groups | memory
text.all(string.rep("a", 900000), "(a)()()()()()()()")
--@ text_fold_forever | limit
local s = string.rep("㌀", 100000) while true do text.fold(s) end
--@ text_fold_doubling | memory
local s = "ﷺ" while true do s = text.fold(s) .. s end
--@ text_label_many | steps
for i = 1, 1e9 do text.label("名称" .. i) end
--@ text_same_long | limit
local a, b = string.rep("甲", 300000), string.rep("乙", 300000) while true do text.same(a, b) end
--@ text_length_forever | limit
local a = string.rep("甲", 300000) while true do text.length(a) end
--@ text_contains_much | limit
local a = string.rep("a", 10000000) while true do text.contains(a, string.rep("a", 1000) .. "b") end
--@ text_contains_list | limit
local a, w = string.rep("a", 100000), {} for i = 1, 10000 do w[i] = "b" .. i end while true do text.contains(a, w) end
--@ upper_forever | limit
local s = string.rep("x", 10000000) while true do local t = s:upper() end
--@ reverse_forever | limit
local s = string.rep("x", 10000000) while true do local t = s:reverse() end
--@ sub_forever | limit
local s = string.rep("x", 10000000) while true do local t = s:sub(2) end
--@ byte_all | any
local s = string.rep("x", 10000000) local t = { s:byte(1, -1) }
--@ byte_all_forever | limit
local s = string.rep("x", 100000) while true do pcall(string.byte, s, 1, -1) end
--@ char_much | any
local s = string.rep("x", 200000) local t = string.char(s:byte(1, -1))
--@ compare_long_texts | limit
local a, b = string.rep("x", 16000000) .. "a", string.rep("x", 16000000) .. "b" while true do local c = a < b end
--@ equal_long_texts | fault
local a, b = string.rep("x", 16000000) .. "a", string.rep("x", 16000000) .. "b" while true do local t = { [a] = 1, [b] = 2 } end
--@ length_of_long_text_as_key | limit
local t = {} while true do t[string.rep("x", 1000000)] = 1 end
--@ concat_long_texts | limit
local s = string.rep("x", 10000000) while true do local t = s .. "a" end
--@ concat_many_operands | limit
local s = string.rep("x", 15000000) local t = s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s
--@ format_long | limit
local s = string.rep("x", 10000000) while true do local t = string.format("%s%s", s, s) end
--@ format_many | limit
local s = string.rep("x", 10000000) local t = string.format("%s%s%s%s%s%s%s%s%s%s%s%s", s, s, s, s, s, s, s, s, s, s, s, s)
--@ format_quoted | limit
local s = string.rep("\0", 10000000) while true do local t = string.format("%q", s) end
--@ format_width | error at 1
string.format("%999999999d", 1)
--@ format_precision | error at 1
string.format("%.999999999f", 1)
--@ format_float | any
string.format("%.99f", 1e308)
--@ format_pointer | error at 1
string.format("%p", {})
--@ format_table | error at 1
string.format("%s", {})
--@ format_function | error at 1
string.format("%s", print or tostring)
--@ format_no_argument | error at 1
string.format("%d")
--@ tonumber_long | limit
local s = string.rep("1", 10000000) while true do local n = tonumber(s) end
--@ utf8_char_much | any
local t = {} for i = 1, 200 do t[i] = 0x10FFFF end local s = utf8.char(table.unpack(t))
--@ utf8_codepoint_all | any
local s = string.rep("甲", 1000000) local t = { utf8.codepoint(s, 1, -1) }
--@ utf8_len_forever | limit
local s = string.rep("甲", 1000000) while true do utf8.len(s) end
--@ sort_inconsistent | ok
local t = {} for i = 1, 100 do t[i] = i end table.sort(t, function(a, b) return true end)
--@ sort_endless_comparator | steps
table.sort({ 3, 2, 1 }, function() while true do end end)
--@ sort_comparator_that_grows | fault
local t = { 3, 2, 1 } table.sort(t, function(a, b) for i = 1, 1000 do t[#t + 1] = i end return a < b end) table.sort(t, function(a, b) while true do end end)
--@ sort_comparator_that_empties | any
local t = { 3, 2, 1, 5, 4 } table.sort(t, function(a, b) for i = 1, 5 do t[i] = nil end return a < b end)
--@ sort_comparator_that_errs | error
table.sort({ 3, 2, 1 }, function() error("x") end)
--@ sort_comparator_that_sorts | fault
local t = { 3, 2, 1 } local function f(a, b) table.sort(t, f) return a < b end table.sort(t, f)
--@ sort_mixed | error
table.sort({ 3, "2", {} })
--@ sort_much | limit
local t = {} for i = 1, 200000 do t[i] = -i end while true do table.sort(t) end
--@ sort_long_texts | limit
local t = {} for i = 1, 10 do t[i] = string.rep("x", 3000000) .. i end while true do table.sort(t) end
--@ pairs_much | limit
local t = {} for i = 1, 100000 do t["k" .. i] = i end while true do for k in pairs(t) do break end end
--@ pairs_of_long_keys | limit
local t = {} for i = 1, 3 do t[string.rep("x", 10000000) .. i] = i end while true do pairs(t) end
--@ next_much | limit
local t = {} for i = 1, 10000 do t["k" .. i] = i end local k repeat k = next(t, k) until k == nil
--@ pairs_that_grows | limit
local t = { 1 } for k, v in ipairs(t) do t[#t + 1] = 1 end
--@ select_out_of_range | error at 1
select(0)
--@ select_far | any
select(-1, 1, 2, 3) select(9223372036854775807, 1)
--@ select_smallest | error
select(math.mininteger, 1)
--@ setmetatable_no_table | error at 1
setmetatable("", {})
--@ math_of_nothing | error at 1
math.floor(nil)
--@ modulo_zero | error at 1
local x = 1 % 0
--@ division_of_smallest | any
local x = math.mininteger // -1 local y = math.mininteger % -1
--@ sort_of_long_texts | steps
local s, l = string.rep("x", 1000000), {} for i = 1, 40 do l[i] = s .. "y" end while true do table.sort(l) end
--@ sort_of_long_texts_in_pcall | steps
local s, l = string.rep("x", 1000000), {} for i = 1, 40 do l[i] = s .. "y" end while true do pcall(table.sort, l) end
--@ sort_many_long_texts_once | limit
local s, l = string.rep("x", 200000), {} for i = 1, 250 do l[i] = s .. i end for i = 1, 1e9 do table.sort(l) end
--@ compare_long_texts_forever | limit
local a, b = string.rep("x", 10000000) .. "a", string.rep("x", 10000000) .. "b" while true do local c = a < b end
