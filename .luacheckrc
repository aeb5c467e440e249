-- For rules and layouts, edited by hand or checked by `luacheck rules/`.
-- What may be used is what the host gives; the loader itself refuses the rest.
std = "lua54"
max_line_length = false      -- Chinese text; the formatter sees to the code
allow_defined = false
read_globals = { "rule", "scoring", "layout", "param", "amount", "sum", "least", "most", "text" }
exclude_files = { "build", "rules/types" }
