--@ findings_without_end | limit in body
while true do check:holds(false, { message = "x" }) end
--@ findings_a_hundred_thousand | any in body
for i = 1, 100000 do check:holds(false, { message = "第 " .. i .. " 条" }) end
--@ checks_without_end | limit in body
while true do check:holds(true) end
--@ message_ten_megabytes | any in body
check:holds(false, { message = string.rep("长", 3000000) })
--@ message_ten_megabytes_many_times | any in body
local s = string.rep("长", 3000000) for i = 1, 100 do check:holds(false, { message = s }) end
--@ row_ten_megabytes | any in body
check:holds(false, { message = "x", row = string.rep("长", 3000000), column = string.rep("栏", 3000000) })
--@ row_ten_megabytes_many_times | any in body
local s = string.rep("长", 3000000) for i = 1, 100 do check:holds(false, { message = "x", row = s, column = s, printed = s, expected = s }) end
--@ case_ten_megabytes | any in body
local s = string.rep("长", 3000000) for i = 1, 50 do check:holds(false, { message = "x", case = s }) end
--@ slots_that_multiply | any in body
check:holds(false, { message = string.rep("{a}", 1000), values = { a = string.rep("x", 1000000) } })
--@ slots_that_multiply_more | any in body
check:holds(false, { message = string.rep("{a}", 1000000), values = { a = string.rep("x", 1000000) } })
--@ slots_many | any in body
local v = {} for i = 1, 100000 do v["k" .. i] = "x" end check:holds(false, { message = "{k1}", values = v })
--@ slots_of_many_findings | any in body
local s = string.rep("x", 1000000) for i = 1, 1000 do check:holds(false, { message = "{a}{b}{c}", values = { a = s, b = s, c = s } }) end
--@ operands_many | any in body
local c, l = t:column "决算数", {} for i = 1, 50000 do l[i] = amount(tostring(i)) + c["合计"] end check:same(sum(l), 1)
--@ operands_many_as_values | any in body
local v = {} for i = 1, 20000 do v["k" .. i] = amount(tostring(i)) end check:holds(false, { message = "x", values = v })
--@ operands_of_many_findings | any in body
local c, l = t:column "决算数", {} for i = 1, 2000 do l[i] = c["合计"] end local s = sum(l) for i = 1, 1000 do check:same(s, i) end
--@ nul | any in body
check:holds(false, { message = "a\0b" })
--@ ansi | any in body
check:holds(false, { message = "\27[2J\27]0;x\7\27[31m红" })
--@ bidi | any in body
check:holds(false, { message = "a\u{202E}b\u{2066}c\u{FEFF}\u{200B}" })
--@ no_utf8 | any in body
check:holds(false, { message = "\xFF\xFE\x80\xED\xA0\x80\xF4\x90\x80\x80" })
--@ half_a_character | any in body
check:holds(false, { message = ("预"):sub(1, 2) })
--@ newlines | any in body
check:holds(false, { message = "a\nb\r\nc\u{2028}d" })
--@ formulas | any in body
for _, s in ipairs { "=1+1", "+1", "-1", "@x", "\t=1", "＝1" } do check:holds(false, { message = s, row = s, column = s }) end
--@ markup | any in body
check:holds(false, { message = "<script>alert(1)</script><img src=x onerror=alert(1)>]]>&amp;", row = "|a|b|", column = "`x`" })
--@ annotations | any in body
check:holds(false, { message = "::error file=x::y%0A\n::set-output name=a::b" })
--@ message_that_is_no_text | error in body
check:holds(false, { message = {} })
--@ message_that_is_a_function | error in body
check:holds(false, { message = function() end })
--@ message_with_tostring | error in body
check:holds(false, { message = setmetatable({}, { __tostring = function() while true do end end }) })
--@ unknown_option | error in body
check:holds(false, { mesage = "x" })
--@ unknown_severity | error in body
check:holds(false, { message = "x", severity = "fatal" })
--@ options_that_are_deep | error in body
local d = {} for i = 1, 200000 do d = { d } end check:holds(false, { message = d })
--@ options_that_are_cyclic | error in body
local d = {} d[1] = d check:holds(false, { message = d })
--@ options_that_double | error in body
local d = {} for i = 1, 200000 do d = { d, d } end check:holds(false, { message = d })
--@ values_deep | error in body
local d = {} for i = 1, 200000 do d = { d, d } end check:holds(false, { message = "x", values = d })
--@ result_deep | any
local d = {} for i = 1, 100000 do d = { d } end return d
--@ result_cyclic | any
local d = {} d.d = d return d
--@ result_doubling | any
local d = {} for i = 1, 100000 do d = { d, d } end return d
--@ result_large_texts | any
local s, d = string.rep("x", 15000000), {} for i = 1, 100000 do d[i] = s end return d
--@ result_function | any
return function() while true do end end
--@ one_of_many | any in body
local l = {} for i = 1, 90000 do l[i] = "a" .. i end check:one_of("b", l, { message = "x" })
--@ one_of_long | any in body
local l, s = {}, string.rep("a", 1000000) for i = 1, 1000 do l[i] = s end check:one_of("b", l)
--@ present_any_many | any in body
local l, c = {}, t:column "决算数" for i = 1, 90000 do l[i] = c["合计"] end check:present_any(l)
--@ cannot_without_end | limit in body
while true do check:cannot { message = "x" } end
--@ undetermined_without_end | limit in body
while true do check:undetermined { message = "x" } end
--@ when_without_end | limit in body
while true do check:when(true) end
--@ when_kept_open | any in body
check:when(false) check:when(false):holds(false)
