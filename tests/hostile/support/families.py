"""Scripts that are one of many of a kind: every way to go on for ever in every corner where a script's function is called.

`python3 tests/hostile/support/families.py` prints them all."""

from cases import Case

# Ends never; one line each.
LOOPS = {
    "while": "while true do end",
    "repeat": "repeat until false",
    "goto": "::again:: goto again",
    "for": "for i = 1, math.maxinteger do end",
    "tail_call": "local function f() return f() end f()",
    "pcall": "while true do pcall(error) end",
    "host_call": 'while true do text.match("a", "b") end',
    "text": 'while true do local s = string.rep("x", 100) .. "y" end',
}

# Takes more and more memory, kept.
BOMBS = {
    "list": "local l = {} while true do l[#l + 1] = { l } end",
    "doubling": 'local s = "x" while true do s = s .. s end',
    "texts": 'local l = {} while true do l[#l + 1] = string.rep("x", 10000) .. #l end',
}

# Where a function of the script is called: {f} is that function.
CORNERS = {
    "call": "local f = {f} f()",
    "pcall": "pcall({f})",
    "pcall_forever": "while true do pcall({f}) end",
    "pcall_in_pcall": "pcall(pcall, pcall, {f})",
    "after_pcall": "pcall({f}) pcall({f}) while true do end",
    "iterator": "for x in {f} do end",
    "argument": "tostring(({f})())",
    "operand": "local x = 1 + ({f})()",
    "condition": "if ({f})() then end",
    "constructor": "local x = {{ ({f})() }}",
    "vararg": "select('#', ({f})())",
    "sort": "table.sort({{ 2, 1, 3 }}, {f})",
    "sort_in_pcall": "while true do pcall(table.sort, {{ 2, 1, 3 }}, {f}) end",
    "index": "local x = setmetatable({{}}, {{ __index = {f} }}).x",
    "index_in_pcall": "while true do pcall(function() return setmetatable({{}}, {{ __index = {f} }}).x end) end",
    "newindex": "setmetatable({{}}, {{ __newindex = {f} }}).x = 1",
    "call_metamethod": "setmetatable({{}}, {{ __call = {f} }})()",
    "add": "local x = setmetatable({{}}, {{ __add = {f} }}) + 1",
    "sub": "local x = 1 - setmetatable({{}}, {{ __sub = {f} }})",
    "mul": "local x = setmetatable({{}}, {{ __mul = {f} }}) * 1",
    "div": "local x = setmetatable({{}}, {{ __div = {f} }}) / 1",
    "mod": "local x = setmetatable({{}}, {{ __mod = {f} }}) % 1",
    "pow": "local x = setmetatable({{}}, {{ __pow = {f} }}) ^ 1",
    "idiv": "local x = setmetatable({{}}, {{ __idiv = {f} }}) // 1",
    "unm": "local x = -setmetatable({{}}, {{ __unm = {f} }})",
    "concat": "local x = setmetatable({{}}, {{ __concat = {f} }}) .. 'a'",
    "concat_right": "local x = 'a' .. 'b' .. setmetatable({{}}, {{ __concat = {f} }})",
    "lt": "local x = setmetatable({{}}, {{ __lt = {f} }}) < 1",
    "le": "local x = 1 <= setmetatable({{}}, {{ __le = {f} }})",
    "len_late": "local m = {{}} local x = setmetatable({{}}, m) m.__len = {f} local n = #x",
    "close_late": "local m = {{}} local v = setmetatable({{}}, m) m.__close = {f} do local x <close> = v end",
    "close_after_error": "local m = {{}} local v = setmetatable({{}}, m) m.__close = {f} pcall(function() local x <close> = v error('x') end) while true do end",
    "close_of_loop": "local m = {{}} local v = setmetatable({{}}, m) m.__close = {f} for i in function() end, nil, nil, v do end while true do end",
    "index_of_env": "local _ENV = setmetatable({{}}, {{ __index = {f} }}) local x = y",
    "newindex_of_env": "local _ENV = setmetatable({{}}, {{ __newindex = {f} }}) y = 1",
    "deep": "local function d(n) if n < 1 then return ({f})() end return 1 + d(n - 1) end d(100)",
    "nested_sort": "table.sort({{ 2, 1 }}, function() table.sort({{ 2, 1 }}, {f}) return false end)",
    "metamethod_in_metamethod": "local x = setmetatable({{}}, {{ __index = function() return setmetatable({{}}, {{ __add = {f} }}) + 1 end }}).x",
}


# Corners whose metamethod is refused, so that nothing runs there.
REFUSED = {"len_late", "close_late", "close_after_error", "close_of_loop"}


def families():
    for corner, frame in CORNERS.items():
        if corner in REFUSED:
            yield Case("corners", corner, "error", None, "", frame.format(f="function() while true do end end"))
            continue
        for what, body in LOOPS.items():
            yield Case("corners", f"{corner}_{what}", "steps", None, "", frame.format(f=f"function() {body} end"))
        for what, body in BOMBS.items():
            yield Case("corners", f"{corner}_{what}", "memory" if "while true do end" not in frame else "limit", None, "", frame.format(f=f"function() {body} end"))


if __name__ == "__main__":
    for case in families():
        print(f"--@ {case.name} | {case.result}\n{case.text}")
