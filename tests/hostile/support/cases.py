"""The corpus as data: each file of data/ a kind, each script under the line that says what must come of it."""

import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
HEAD = re.compile(r"--@ (\w+) \| (steps|memory|time|limit|error|fault|ok|answer|any)(?: at (\d+))?(?: in (body|top|recognise|read))?$")
LIMITS = {"steps": ("steps",), "memory": ("memory",), "time": ("time",), "limit": ("steps", "memory", "time")}


@dataclass
class Case:
    kind: str
    name: str
    result: str
    line: int | None  # within the script, from 1
    place: str  # body, top (layouts: recognise, read) or, for both, nothing
    text: str

    @property
    def id(self):
        return f"{self.kind}_{self.name}"

    def is_limit(self):
        return self.result in LIMITS


def cases():
    for path in sorted(DATA.glob("*.lua")):
        yield from cases_in(path)


def cases_in(path):
    case = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("--@"):
            head = HEAD.match(line)
            if head is None:
                raise ValueError(f"{path.name}:{number}: {line}")
            if case:
                yield case
            case = Case(path.stem, head[1], head[2], int(head[3]) if head[3] else None, head[4] or "", "")
        elif case:
            case.text += line + "\n"
    yield case


def complaint(case, limit, line, is_fault, first_line, last_line):
    """Why this outcome is not what the case wants; nothing where it is."""
    if case.result == "any":
        return None
    if case.result == "ok":
        return "an honest script was refused" if is_fault else None
    if not is_fault:
        return "no fault"
    if case.result in LIMITS and limit not in LIMITS[case.result]:
        return f"limit {limit!r}"
    if case.result == "error" and limit:
        return f"limit {limit!r} where an error was wanted"
    if case.line and line != first_line + case.line - 1:
        return f"line {line}, wanted {first_line + case.line - 1}"
    if not first_line <= (line or 0) <= last_line and case.result != "error":
        return f"line {line} is not of the script ({first_line}-{last_line})"
    return None
