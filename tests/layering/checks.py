"""What the compiler does not see: which layer may include which, where Lua's headers may be read, and what must stay
out of C++ because it is data of the rule packs. Every check takes the project's root and returns its complaints;
each says what is wrong, where, and how to mend it.

Allowances stand beside this file, one a line, `path: what: reason` (a path may hold `*`, `*` for what: anything there);
`#` opens a comment.
An allowance that nothing needs any more is a complaint too.
"""

import csv
import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

LONGEST = 700  # lines of a host file without a written reason
HAN = r"[\u3400-\u9fff]"

# The 31 provinces, regions and municipalities, in full and as people say them.
PROVINCES = """
北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省
湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省
宁夏回族自治区 新疆维吾尔自治区
北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川
贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆
""".split()


# ── reading C++ ─────────────────────────────────────────────────────────────────────────────────────────

TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>(?:u8|[uUL])?R"(?P<fence>[^\s()\\"]*)\((?P<rawtext>.*?)\)(?P=fence)")
  | (?P<string>(?:u8|[uUL])?"(?P<text>(?:\\.|[^"\\\n])*)")
  | (?P<number>(?<![\w.])(?:0[xX][\da-fA-F.'pP+]+|(?:\d[\d']*)?\.?\d[\d']*\.?(?:[eE][+-]?\d+)?)\w*)
  | (?P<char>(?<![\da-fA-F])'(?:\\.|[^'\\\n])+')
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text):
    """(kind, value, line) of comments, strings and numbers; kind is comment, string or number."""
    line, last = 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        if found["comment"] is not None:
            yield "comment", found["comment"], line
        elif found["raw"] is not None:
            yield "string", found["rawtext"], line
        elif found["string"] is not None:
            yield "string", found["text"], line
        elif found["number"] is not None:
            yield "number", found["number"], line


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def includes(text):
    """(quoted, path, line) of every #include."""
    for found in INCLUDE.finditer(text):
        yield found[1] == '"', found[2], text.count("\n", 0, found.start()) + 1


def host_files(root):
    files = [p for p in (root / "host").rglob("*") if p.suffix in (".cpp", ".hpp", ".h", ".inc") and p.is_file()]
    return sorted(files)


def read(path):
    return path.read_text(encoding="utf-8")


def shown(root, path):
    return path.relative_to(root).as_posix()


# ── allowances ──────────────────────────────────────────────────────────────────────────────────────────


class Allowances:
    """`path: what: reason` lines; remembers which of them were needed."""

    def __init__(self, root, name, parts=3):
        self.file = f"tests/layering/{name}"
        self.complaints = []
        self.entries = {}
        self.used = set()
        path = root / self.file
        for number, line in enumerate(read(path).splitlines() if path.exists() else [], 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            fields = [field.strip() for field in line.split(":", parts - 1)]
            if len(fields) != parts or not all(fields):
                wanted = "path: what: reason" if parts == 3 else "path: reason"
                self.complaints.append(f"{self.file}:{number}: not of the form `{wanted}`: {line.strip()}")
                continue
            self.entries[tuple(fields[:-1])] = number

    def allows(self, *key):
        found = [
            entry
            for entry in self.entries
            if fnmatchcase(key[0], entry[0]) and all(has in (wanted, "*") for wanted, has in zip(key[1:], entry[1:]))
        ]
        self.used.update(found)
        return bool(found)

    def left_over(self):
        return self.complaints + [
            f"{self.file}:{number}: nothing needs this allowance any more ({': '.join(entry)}); remove the line"
            for entry, number in self.entries.items()
            if entry not in self.used
        ]


# ── the checks ──────────────────────────────────────────────────────────────────────────────────────────


def arrows(root):
    """layer → the layers that it may include, itself among them, as host/CMakeLists.txt draws them."""
    direct = {}
    for name, rest in re.findall(r"^gouji_layer\((\w+)([^)]*)\)", read(root / "host/CMakeLists.txt"), re.MULTILINE):
        words = re.sub(r"\$\{\w+\}", "", rest.split("PRIVATE")[0]).split()
        direct[name] = {word for word in words if word.islower() and "::" not in word}
    reach = {}
    for name, below in direct.items():  # lowest first, so each is known when it is needed
        reach[name] = {name}.union(*(reach.get(layer, {layer}) for layer in below))
    reach["app"] = {"app", *direct}
    return reach


def back_arrows(root):
    reach, complaints = arrows(root), []
    for path in host_files(root):
        layer = path.relative_to(root / "host").parts[0]
        if layer not in reach:
            complaints.append(
                f"{shown(root, path)}: host/{layer} is no layer; add a gouji_layer line to host/CMakeLists.txt "
                "or put the file into a layer"
            )
            continue
        for quoted, target, line in includes(read(path)):
            to = layer_of(root, path, target, quoted)
            if to in reach and to not in reach[layer]:
                complaints.append(
                    f"{shown(root, path)}:{line}: {layer} includes “{target}” of {to}, against the arrows "
                    f"({layer} may use: {', '.join(sorted(reach[layer] - {layer})) or 'nothing'}). Move what both need "
                    f"into a lower layer, or turn the call round with an interface that {layer} owns"
                )
    return complaints


def resolved(root, path, target, quoted):
    """The host file that an #include means, or None for one of the system."""
    for base in ([path.parent] if quoted else []) + [root / "host"]:
        candidate = (base / target).resolve()
        if candidate.is_file() and (root / "host").resolve() in candidate.parents:
            return candidate
    return None


def layer_of(root, path, target, quoted):
    found = resolved(root, path, target, quoted)
    if found:
        return found.relative_to((root / "host").resolve()).parts[0]
    return target.split("/")[0] if quoted and "/" in target else None


LUA_HEADERS = {"lua_headers.hpp", "lua.h", "lua.hpp", "lauxlib.h", "lualib.h", "luaconf.h"}


def lua_headers(root):
    complaints = []
    for path in host_files(root):
        if path.relative_to(root / "host").parts[0] == "script":
            continue
        for _, target, line in includes(read(path)):
            if target.split("/")[-1] in LUA_HEADERS:
                complaints.append(
                    f"{shown(root, path)}:{line}: “{target}” is read outside host/script. Use what host/script offers "
                    "(script/call.hpp and the like), or add there what is missing"
                )
    return complaints


def include_cycles(root):
    graph = {}
    for path in host_files(root):
        graph[path.resolve()] = [
            to for quoted, target, _ in includes(read(path)) if (to := resolved(root, path, target, quoted))
        ]
    complaints, done, seen = [], set(), set()

    def visit(node, trail):
        if node in done:
            return
        if node in trail:
            ring = trail[trail.index(node) :]
            if frozenset(ring) not in seen:
                seen.add(frozenset(ring))
                names = " → ".join(shown(root.resolve(), p) for p in [*ring, node])
                complaints.append(
                    f"#include goes in a circle: {names}. Declare a class in place of one #include, or move what both "
                    "need into a third header"
                )
            return
        for to in graph.get(node, []):
            visit(to, [*trail, node])
        done.add(node)

    for node in graph:
        visit(node, [])
    return complaints


def pack_names(root):
    """(names that no string may contain, names that no string may be) → where they come from."""
    inside = {name: "a province" for name in PROVINCES}
    whole = {}
    for path in sorted((root / "rules").glob("*/data/divisions.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.reader(lines):
                for cell in row:
                    if re.fullmatch(HAN + "{3,}", cell) and cell[-1] in "省市区县州盟旗" and cell != "市辖区":
                        inside.setdefault(cell, shown(root, path))
    for path in sorted((root / "rules").rglob("*.lua")):
        for name in re.findall(r"""["']([^"'\n]*)["']""", read(path)):
            if re.fullmatch(f"[“”（）、{HAN[1:-1]}]{{4,}}表", name):  # “自评表” and “报表” are words of the product
                inside.setdefault(name, shown(root, path))
    for path in sorted((root / "rules").rglob("tables.toml")):
        for key, name in words_of(tomllib.loads(read(path))):
            if re.search(HAN, name):
                is_table = len(name) >= 4 and key not in ("column", "columns", "row", "rows")
                (inside if is_table else whole).setdefault(name, shown(root, path))
    return inside, whole


def words_of(tree, key=""):
    """(the nearest key, text) for every text in a TOML tree, and every key that is itself a name."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if re.search(HAN, name):
                yield key, name
                yield from words_of(value, key)
            elif name not in ("reason", "basis", "comment", "summary", "description", "source"):
                yield from words_of(value, name)
    elif isinstance(tree, list):
        for value in tree:
            yield from words_of(value, key)
    elif isinstance(tree, str):
        yield key, tree


def pack_names_in_host(root):
    allowed, places = Allowances(root, "allowed_names.txt"), {}
    inside, whole = pack_names(root)
    pattern = re.compile("|".join(map(re.escape, sorted(inside, key=len, reverse=True))))
    for path in host_files(root):
        name = shown(root, path)
        for kind, value, line in tokens(read(path)):
            if kind != "string":
                continue
            words = set(pattern.findall(value)) | ({value.strip()} & whole.keys())
            for word in sorted(words):
                if not allowed.allows(name, word):
                    places.setdefault((name, word), []).append(str(line))
    return [
        f"{name}:{','.join(lines)}: “{word}” is data of the packs ({inside.get(word) or whole[word]}), not C++. Let a "
        f"layout, a parameter or the pack's data say it; where it must stand here, add `{name}: {word}: why` to "
        f"{allowed.file}"
        for (name, word), lines in places.items()
    ] + allowed.left_over()


FLOATING = re.compile(r"(?:\d[\d']*\.[\d']*|\.\d[\d']*)(?:[eE][+-]?\d+)?\w*|\d[\d']*[eE][+-]?\d+\w*")
PRINTED = re.compile(r"[-+]?\d+\.\d+\s*[%％]?|\d+(?:\.\d+)?[%％]")


def decimals(root):
    allowed, places = Allowances(root, "allowed_decimals.txt"), {}
    for path in host_files(root):
        if path.relative_to(root / "host").parts[0] not in ("engine", "import"):
            continue
        name = shown(root, path)
        for kind, value, line in tokens(read(path)):
            value = value.strip()
            is_number = (
                FLOATING.fullmatch(value) and not value.lower().startswith("0x") and value.rstrip("fFlL") not in ("0.0", "1.0")
                if kind == "number"
                else kind == "string" and PRINTED.fullmatch(value)
            )
            if is_number and not allowed.allows(name, value):
                places.setdefault((name, value), []).append(str(line))
    return [
        f"{name}:{','.join(lines)}: the number {value} stands in C++. A threshold or weight of a rule belongs into the "
        "pack's parameters.toml or the layout; money and scores are Exact. Where it is neither, add "
        f"`{name}: {value}: why` to {allowed.file}"
        for (name, value), lines in places.items()
    ] + allowed.left_over()


def long_files(root):
    allowed, complaints = Allowances(root, "long_files.txt", parts=2), []
    for path in host_files(root):
        count = len(read(path).splitlines())
        if count > LONGEST and not allowed.allows(shown(root, path)):
            complaints.append(
                f"{shown(root, path)}: {count} lines, more than {LONGEST}. Split it by what its parts do; where that would "
                f"make it worse, add `{shown(root, path)}: why` to {allowed.file}"
            )
    return complaints + allowed.left_over()


# ── names that a unity build sees twice ─────────────────────────────────────────────────────────────────

# What begins in the first column, as clang-format leaves it: types, aliases, constants, functions.
DECLARED = [
    ("type", re.compile(r"(?:struct|class|enum class|enum|union) (\w+)(?= *[{:;]| final)")),
    ("alias", re.compile(r"(?:using|namespace) (\w+) =")),
    ("constant", re.compile(r"(?:inline |static |thread_local )*(?:constexpr|const|thread_local|static) [^(={]*?\b(\w+)(?:\[\w*\])*\s*(?:=|\{|;)")),
    ("function", re.compile(r"(?!return\b|using\b|namespace\b|typedef\b|template\b|[#}/])[\w:<>,&* ]*?[ &*](\w+)\(")),
]


def declared(text):
    """(name, kind, namespace, whether the file's own, the line, its number) of what stands outside of functions and types."""
    spaces = []
    for number, line in enumerate(text.splitlines(), 1):
        if opened := re.match(r"namespace ?([\w:]*) \{$", line):
            spaces.append(opened[1])
        elif re.match(r"\}\s*// namespace", line) and spaces:
            spaces.pop()
        elif line and not line[0].isspace():
            for kind, pattern in DECLARED:
                if found := pattern.match(line):
                    yield found[1], kind, "::".join(filter(None, spaces)), "" in spaces, line, number
                    break


def private_names(root):
    """Files of one layer are compiled as one in unity builds: what a file has for itself must not be named as what
    another has for itself; nor a constant or type as one of a header, which it would hide from the other files."""
    public, reach, complaints = {}, arrows(root), []
    for path in (root / "host").rglob("*.hpp"):
        for name, kind, space, _, _, _ in declared(read(path)):
            if kind in ("constant", "type"):
                public.setdefault(name, []).append((space, path))
    for folder in sorted(p for top in ("host", "tests/unit") for p in (root / top).glob("*") if p.is_dir()):
        own = {}
        for path in sorted(folder.rglob("*.cpp")):
            for name, kind, space, hidden, line, number in declared(read(path)):
                if not hidden:
                    continue
                place = f"{shown(root, path)}:{number}"
                first = own.setdefault(name, (path, place, line))
                if first[0] != path and not (kind == "alias" and first[2] == line):
                    complaints.append(
                        f"{place}: “{name}” is also a name of {first[1]}; a unity build compiles the two as one. Where both "
                        "mean the same, make it one and declare it in a header; else give each a name that tells them apart"
                    )
                for outer, header in public.get(name, ()) if kind in ("constant", "type") else ():
                    layer = header.relative_to(root / "host").parts[0]
                    if (space + "::").startswith(outer + "::") and layer in reach.get(folder.name, ()):
                        complaints.append(
                            f"{place}: “{name}” hides what {shown(root, header)} declares; in a unity build it does so for "
                            "the files behind it too. Rename it"
                        )
    return complaints


TEST_CASE = re.compile(r'^\s*(?:TEST_CASE|SCENARIO|TEMPLATE_TEST_CASE)\s*\(\s*"((?:\\.|[^"\\])*)"', re.MULTILINE)


def unit_test_names(root):
    complaints = []
    for path in sorted((root / "tests/unit").rglob("*_test.cpp")):
        text = read(path)
        for found in TEST_CASE.finditer(text):
            name, line = found[1], text.count("\n", 0, found.start(1)) + 1
            if re.search(r'[;"\\$]', name) or name.count("[") != name.count("]") or name != name.strip():
                complaints.append(
                    f"{shown(root, path)}:{line}: CTest cannot take the test name “{name}”. Write it without "
                    '`;`, `"`, `\\`, `$`, a lone bracket, or a space at its ends'
                )
    return complaints


CHECKS = {
    "back_arrows": back_arrows,
    "lua_headers": lua_headers,
    "include_cycles": include_cycles,
    "pack_names_in_host": pack_names_in_host,
    "decimals": decimals,
    "long_files": long_files,
    "private_names": private_names,
    "unit_test_names": unit_test_names,
}
