"""Readers that forgive nothing, one for each sink; each gives what is wrong as a list of texts."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

# Of text: C0 but \n and \t, DEL, C1, direction marks, zero-width and other invisible ones.
RAW = re.compile("[\0-\x08\x0b-\x1f\x7f\x80-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
FORMULA = re.compile(r"^[\s\u3000]*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"^[+-]?[\d,]+(\.\d+)?%?$")
VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr", "base", "area", "source", "embed", "track", "param"}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def raw(text):
    return [f"raw control {match[0]!r} after {text[max(0, match.start() - 40) : match.start()]!r}" for match in list(RAW.finditer(text))[:3]]


def terminal(text, own=r"\x1b\[[0-9;]*[mK]|\r"):
    """`own`: the sequences that the program itself may send."""
    return raw(re.sub(own, "", text))


def formula(cell):
    return FORMULA.match(cell) and not NUMBER.match(cell) and cell not in ("-", "—", "－")


def as_csv(text):
    wrong = raw(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    wrong += [f"a cell begins a formula: {cell[:60]!r}" for row in rows for cell in row if formula(cell)][:3]
    return wrong


def as_xlsx(content):
    wrong = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        if file.testzip():
            wrong.append("a member is damaged")
        for name in file.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = ElementTree.fromstring(file.read(name))
            for part in tree.iter():
                if part.tag == SHEET + "f":
                    wrong.append(f"{name}: a formula {part.text!r}")
                if part.tag == SHEET + "sheet" and (re.search(r"[\[\]:*?/\\]", part.get("name")) or len(part.get("name")) > 31):
                    wrong.append(f"sheet name {part.get('name')!r}")
                if part.tag.endswith("Relationship") and part.get("TargetMode") == "External":
                    wrong.append(f"{name}: leads to {part.get('Target')}")
            for si in [*tree.iter(SHEET + "si"), *tree.iter(SHEET + "is")]:
                text = "".join(si.itertext())
                wrong += raw(text)
                if len(text) > 32767:
                    wrong.append("a cell that is too long")
    return wrong[:5]


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.open, self.scripts, self.text = [], [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice")
        for name, value in attributes:
            if name.startswith("on"):
                self.wrong.append(f"<{tag} {name}={value!r}>")
            if name in ("href", "src", "action", "data", "formaction", "xlink:href") and re.match(r"\s*(javascript|data|vbscript|//|file:)", value or "", re.I):
                self.wrong.append(f"<{tag} {name}={value!r}>")
            if name == "style" and re.search(r"url|expression|@import|behavior", value or "", re.I):
                self.wrong.append(f"<{tag} style={value!r}>")
        if tag in ("iframe", "object", "embed", "base", "form", "svgx", "math"):
            self.wrong.append(f"<{tag}>")
        if tag == "img":
            self.wrong.append("<img>")
        if tag == "script":
            self.scripts.append("")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] not in (tag, "p", "li", "td", "tr", "th"):
            self.wrong.append(f"</{tag}> within {self.open[-3:]}")
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data
        elif not self.open or self.open[-1] != "style":
            self.text.append(data)


def as_html(text, marks):
    """`marks`: words of the data that may stand in no script."""
    page = Page()
    page.feed(text)
    page.close()
    wrong = page.wrong[:5] + raw(text)
    if page.open and page.open != ["html"]:
        wrong.append(f"open at the end: {page.open[-5:]}")
    for script in page.scripts:
        for mark in marks:
            # Texts as JSON inside a script are data; they must not end it, nor leave their quotes.
            if mark in script:
                wrong.append(f"{mark} in a script")
    return wrong


def as_markdown(text):
    wrong = raw(text)
    outside = re.sub(r"(?ms)^```.*?^```\s*$|`[^`\n]*`", "", text)
    outside = re.sub(r'<a id="[\w.-]*"></a>', "", re.sub(r"\\.", "", outside))  # anchors of the program's own
    if re.search(r"<\s*/?\s*(script|img|iframe|a|b|svg)\b", outside, re.I):
        wrong.append("markup: " + re.search(r".{30}<\s*/?\s*(script|img|iframe|a|b|svg)\b.{20}", " " * 30 + outside + " " * 20, re.I | re.S)[0])
    wrong += [f"a link from data: {one}" for one in re.findall(r"\]\([^)]*(?:javascript|example\.invalid)[^)]*\)", outside)[:2]]
    width = None
    for line in text.splitlines():
        if not line.startswith("|"):
            width = None
            continue
        bars = len(re.findall(r"(?<!\\)\|", line))
        if width is not None and bars != width:
            wrong.append(f"a row of {bars} bars under one of {width}: {line[:80]}")
        width = bars if width is None else width
    return wrong[:5]


def as_json(text):
    json.loads(text, parse_constant=lambda word: (_ for _ in ()).throw(ValueError(word)))
    return raw(text) + (["a line is no end"] if not text.endswith("\n") else [])


def as_ndjson(text):
    for line in text.splitlines():
        json.loads(line)
    return raw(text)


def as_xml(text):
    ElementTree.fromstring(text.encode())
    return raw(text)


def as_tap(text):
    wrong = raw(text)
    lines = text.splitlines()
    plans = [line for line in lines if re.match(r"1\.\.\d+$", line)]
    points = [line for line in lines if re.match(r"(not )?ok \d+", line)]
    if len(plans) != 1 or int(plans[0][3:]) != len(points):
        wrong.append(f"plan {plans}, {len(points)} points")
    wrong += [f"no line of TAP: {line!r}" for line in lines if not re.match(r"TAP version|1\.\.\d+|(not )?ok \d+|#|\s+|$", line)][:3]
    wrong += [f"a directive from data: {line!r}" for line in points if re.search(r"(?<!\\)# *(todo|skip)", line, re.I)][:3]
    return wrong
