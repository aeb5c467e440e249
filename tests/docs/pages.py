"""Reading the pages: fenced blocks, commands with what they must print, links; and reading the code that pages speak of."""

import re
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass
class Block:
    kind: str  # console, lua, toml, …
    options: dict  # file=… append=…
    text: str
    line: int


@dataclass
class Command:
    line: int
    words: str  # as written, behind the "$ "
    status: int = 0
    lines: list = field(default_factory=list)  # behind "> ": what is typed into it
    output: list = field(default_factory=list)


def all_pages(home):
    top = [home / name for name in ("README.md", "README.zh.md", "CHANGELOG.md") if (home / name).is_file()]
    return top + sorted((home / "docs").rglob("*.md"))


def blocks(text):
    found = []
    for match in FENCE.finditer(text):
        words = match[1].split() or [""]
        options = dict(word.split("=", 1) for word in words[1:] if "=" in word)
        found.append(Block(words[0], options, match[2], text.count("\n", 0, match.start()) + 1))
    return found


STEPS = "<!-- steps: one after another -->"  # the whole page is done from top to bottom, in one folder


def sections(text):
    """(title, blocks) of each part below a heading of the second level, the part before the first one among them."""
    starts = [(1, "")] + [(i, line[3:]) for i, line in enumerate(text.splitlines(), 1) if line.startswith("## ")]
    found = blocks(text)
    if STEPS in text:
        return [("", found)]
    ends = [start for start, _ in starts[1:]] + [text.count("\n") + 2]
    return [(title, [block for block in found if start <= block.line < end]) for (start, title), end in zip(starts, ends)]


def without_blocks(text):
    """The same lines, those of fenced blocks and of `code` empty."""
    text = FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
    return re.sub(r"`[^`\n]*`", "", text)


def is_chinese(text):
    """Pages with a Chinese title are run in Chinese."""
    title = next((line for line in text.splitlines() if line.startswith("# ")), "")
    return bool(HAN.search(title))


def commands(block):
    """Lines that begin with `$ ` are commands, `# exit 3` behind one is its status; lines with `> ` below one are typed
    into it; the others must be printed."""
    found = []
    for offset, line in enumerate(block.text.splitlines(), 1):
        if line.startswith("$ "):
            words, mark, status = line[2:].partition("# exit ")
            found.append(Command(block.line + offset, words.strip(), int(status) if mark else 0))
        elif line.startswith("> ") and found:
            found[-1].lines.append(line[2:])
        elif line.strip() and found:
            found[-1].output.append((block.line + offset, line.strip()))
    return found


def missing_line(output, wanted):
    """The first of the wanted lines that does not follow in the output, or None; … stands for anything."""
    place = 0
    for number, line in wanted:
        if line == "…":
            continue
        parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in line.split("…")]
        match = re.compile(".*?".join(part for part in parts)).search(output, place)
        if not match:
            return number, line
        place = match.end()
    return None


# ── the code ────────────────────────────────────────────────────────────────────────────────────────────

STRING = r'"((?:\\.|[^"\\])*)"'
REGISTERED = re.compile(rf"host_function<[^;]*?>\(\s*{STRING}\s*,\s*{STRING}\s*,\s*((?:{STRING}\s*)+)\)")
CODE = re.compile(r'"([a-z]+\.[a-z_]+)"')
CODE_OF_LIMIT = re.compile(r'"([a-z]+)\.\{\}"')
FILE_ENDINGS = {"csv", "sqlite", "toml", "json", "lua", "txt", "md", "html", "xlsx", "ndjson", "zst", "gz", "sock"}


def sources(home):
    return [p for p in sorted((home / "host").rglob("*")) if p.suffix in (".cpp", ".hpp")]


def unescaped(text):
    return text.replace('\\"', '"').replace("\\\\", "\\")


def registrations(home):
    """(signature, about) of every function that scripts can call, as the host registers it."""
    found = []
    for path in sources(home):
        for match in REGISTERED.finditer(path.read_text(encoding="utf-8")):
            if match[2]:
                about = "".join(re.findall(STRING, match[3]))
                found.append((unescaped(match[2]), unescaped(about)))
    return found


def error_codes(home):
    """Every error code in the C++ sources and the file that names it; families such as limit.… apart."""
    codes, families = {}, {}
    for path in sources(home):
        text = path.read_text(encoding="utf-8")
        for match in CODE.finditer(text):
            owner, name = match[1].split(".")
            if name not in FILE_ENDINGS and owner != "luacheck":
                codes.setdefault(match[1], path.relative_to(home).as_posix())
        for match in CODE_OF_LIMIT.finditer(text):
            families.setdefault(match[1], path.relative_to(home).as_posix())
    return codes, families
