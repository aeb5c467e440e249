--@ growing_value | limit in body
local v = amount "1" while true do v = v + 1 end
--@ doubling_value | error in body
local v = amount "1" while true do v = v + v end
--@ squares | error in body
local v = amount "12345678901.23" while true do v = v * v end
--@ thirds | error in body
local v = amount "3.1" while true do v = v / amount "7.3" end
--@ formula_of_doubles | any in body
local v = amount "1" for i = 1, 100 do v = v + v end check:same(v, 1)
--@ formula_of_doubled_cells | any in body
local v = t:column "决算数" ["合计"] for i = 1, 60 do v = v + v end check:same(v, 1)
--@ formula_of_least | any in body
local v = t:column "决算数" ["合计"] for i = 1, 60 do v = least(v, v) end check:same(v, 1)
--@ formula_of_sums | any in body
local v = t:column "决算数" ["合计"] for i = 1, 40 do v = sum { v, v, v, v, v, v, v, v, v, v } end check:same(v, 1)
--@ deep_formula | any in body
local v = t:column "决算数" ["合计"] for i = 1, 100000 do v = v + 1 end check:same(v, 1)
--@ deep_negation | any in body
local v = t:column "决算数" ["合计"] for i = 1, 300000 do v = -v end check:same(v, 1)
--@ deep_printed | any in body
local v = t:column "决算数" ["合计"] for i = 1, 300000 do v = v:printed() end check:same(v, 1)
--@ deep_sums_of_nothing | any in body
local v = sum {} for i = 1, 300000 do v = sum { v } end check:same(v, 1)
--@ long_sum | any in body
local l = {} for i = 1, 200000 do l[i] = amount "1" end check:same(sum(l), 1)
--@ long_sum_of_cells | any in body
local c, l = t:column "决算数", {} for i = 1, 100000 do l[i] = c["合计"] end check:same(sum(l), 1)
--@ many_long_sums | limit in body
local l = {} for i = 1, 100000 do l[i] = amount "1" end while true do sum(l) end
--@ many_columns | limit in body
while true do t:column("决算数"):values() end
--@ many_row_lists | limit in body
while true do t:column("决算数"):rows { "合计" } end
--@ rows_list_is_long | any in body
local l = {} for i = 1, 99000 do l[i] = "合计" end while true do t:column("决算数"):rows(l) end
--@ many_cells | limit in body
local c = t:column "决算数" while true do local v = c["合计"] end
--@ many_objects | limit in body
while true do local r = t:rows() end
--@ kept_objects | limit in body
local l = {} while true do l[#l + 1] = t:rows() end
--@ many_amounts | limit in body
for i = 1, 1e9 do amount("1." .. i) end
--@ long_amount | error in body
amount(string.rep("9", 1000000))
--@ amount_of_words | error in body
amount "十二万"
--@ amount_with_unknown_unit | any in body
amount("1", "斤")
--@ binary_float | error in body
check:same(t:column "决算数" ["合计"], 0.1)
--@ not_a_number | error in body
check:same(t:column "决算数" ["合计"], 0 / 0)
--@ infinite | error in body
check:same(t:column "决算数" ["合计"], 1 / 0)
--@ zero_divisor | error in body
local v = amount "1" / 0
--@ values_joined_to_text | error in body
local s = amount "1" .. "x"
--@ equality_of_values | error in body
local c = t:column "决算数" if c["合计"] == c["出国"] then return end
--@ wrong_self_text | error in body
check.same("x", 1, 1)
--@ wrong_self_table | error in body
check.same({}, 1, 1)
--@ wrong_self_object | error in body
check.same(t, 1, 1)
--@ wrong_self_value | error in body
t.column(amount "1", "决算数")
--@ wrong_self_nil | error in body
t.column(nil, "决算数")
--@ wrong_self_other_type | error in body
t:column("决算数").values(t)
--@ wrong_self_check | error in body
t.rows(check)
--@ method_of_check_on_row | error in body
local r = t:rows()[1] check.present(r, r)
--@ no_arguments | error in body
check:same()
--@ check_without_self | error in body
check.holds()
--@ data_is_read_only | error in body
t.name = "x"
--@ check_is_read_only | error in body
check.same = nil
--@ metatable_of_object | error in body
setmetatable(t, {})
--@ metatable_of_value | error in body
setmetatable(amount "1", {})
--@ object_as_key_walked | error in body
for k in pairs { [t] = 1 } do end
--@ object_in_format | ok in body
local s = string.format("%s", t)
--@ object_as_text | ok in body
local s = tostring(t) .. tostring(check) .. tostring(amount "1") .. tostring(t:rows()[1])
--@ object_length | error in body
local n = #t
--@ object_call | error in body
t()
--@ object_as_number | error in body
string.rep("x", t)
--@ unknown_column | any in body
t:column "没有"
--@ ten_thousand_unknown_columns | any in body
for i = 1, 10000 do pcall(t.column, t, "没有" .. i) end while true do t:has_column("没有") end
--@ missing_inside_pcall | any in body
while true do pcall(t.column, t, "没有") end
--@ many_parameter_names | error in body
for i = 1, 1e6 do param("名称" .. i) end
--@ many_parameter_names_caught | limit in body
for i = 1, 1e9 do pcall(param, "名称" .. i) end
--@ long_parameter_name | error in body
param(string.rep("x", 1000000))
--@ parameter_in_a_loop | any in body
while true do param "p.list" end
--@ parameter_changed | ok in body
local l = param "p.list" l[1] = "改" l[#l + 1] = "x"
--@ missing_list_of_names | any in body
t:column(setmetatable({}, { __index = function() while true do end end }))
--@ many_names | any in body
local l = {} for i = 1, 90000 do l[i] = "没有" .. i end t:column(l)
--@ names_ten_megabytes | any in body
t:column(string.rep("没", 4000000))
--@ figures_and_texts | any in body
local l, v = {}, amount "1" for i = 1, 200000 do v = v + 1 l[#l + 1] = string.rep("x", 300) .. i end
--@ name_of_a_parameter_ten_megabytes | error in body
param(string.rep("x", 10000000))
--@ side_ten_megabytes | any in body
t:side(string.rep("x", 10000000))
--@ row_ten_megabytes | any in body
t:row(string.rep("没", 4000000))
--@ key_ten_megabytes | error in body
local x = t[string.rep("x", 10000000)]
