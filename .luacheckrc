-- For rules and layouts, edited by hand or checked by `luacheck rules/`.
-- What may be used is what the host gives; the loader itself refuses the rest.
std = "lua54"
max_line_length = false      -- Chinese text; the formatter sees to the code
allow_defined = false
files["**/rules/**"]   = { read_globals = { "rule", "param", "amount", "shapes", "trace" } }
files["**/layouts/**"] = { read_globals = { "layout", "amount", "trace" } }
exclude_files = { "build", "rules/types" }
