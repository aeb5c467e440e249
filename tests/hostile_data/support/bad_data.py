"""Some hundred data files that are wrong, damaged or made to do harm, beside those of tests/import/support: each a
`Case` that lays them into a workbench and says how they are used. Nothing is kept on disk; all are made."""

import gzip
import json
import os
import random
import socket
import struct
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "import/support"))
sys.path.insert(0, str(Path(__file__).parents[2] / "commands/support"))
import hostile_files as made  # noqa: E402
from bench import disclosure  # noqa: E402

REFUSED, TAKEN = "refused", "taken"


class Case:
    """`lay(home)` writes; `words` is the call; `place`: what a refusal must name (a file, with its line where `line`)."""

    def __init__(self, name, words, lay, place=None, line=True, end=REFUSED, bytes_at=False):
        self.name, self.words, self.lay, self.place, self.line, self.end, self.bytes_at = name, words, lay, place, line, end, bytes_at


def put(name, content):
    def lay(home):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content() if callable(content) else content if isinstance(content, bytes) else content.encode())

    return lay


def good(**more):
    return json.dumps({**disclosure("乙局"), **more}, ensure_ascii=False)


def changed(path, value):
    """A disclosure with something else at the path (keys and numbers)."""
    one = disclosure("乙局")
    at = one
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return json.dumps(one, ensure_ascii=False)


def zst(content, window=None):
    """Raw blocks in one frame, without a compressor."""
    out = b"\x28\xb5\x2f\xfd"
    out += struct.pack("<BB", 0x00, window if window is not None else 0x70)
    for at in range(0, len(content), 1 << 17):
        part = content[at : at + (1 << 17)]
        last = at + len(part) >= len(content)
        out += struct.pack("<I", (len(part) << 3) | (0 << 1) | int(last))[:3] + part
    return out


def zst_bomb(megabytes):
    """RLE blocks: four bytes stand for 128 kB."""
    out = b"\x28\xb5\x2f\xfd" + struct.pack("<BB", 0x00, 0x70)
    blocks = megabytes * 8
    for n in range(blocks):
        out += struct.pack("<I", ((1 << 17) << 3) | (1 << 1) | int(n == blocks - 1))[:3] + b" "
    return out


def gz_bomb(megabytes, byte=b" "):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = byte * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def ndjson():
    line = good()
    deep = lambda n, a, b: good().replace('"rows"', f'"more": {a * n}{b * n}, "rows"')  # noqa: E731
    for name, bad in {
        "depth-65": deep(65, "[", "]"),
        "depth-100000": deep(100_000, "[", "]"),
        "depth-objects": deep(100_000, '{"a":', "}").replace(":}", ":1}", 1),
        "depth-unclosed": "[" * 1_000_000,
        "digits": changed(["year"], 0).replace('"year": 0', '"year": ' + "9" * 1_000_000),
        "exponent": changed(["year"], 0).replace('"year": 0', '"year": 1e999999999'),
        "fraction": changed(["year"], 2020.5),
        "minus": changed(["year"], -1),
        "nan": changed(["year"], 0).replace('"year": 0', '"year": NaN'),
        "infinity": changed(["year"], 0).replace('"year": 0', '"year": -Infinity'),
        "year-huge": changed(["year"], 10**30),
        "year-text": changed(["year"], "二〇二〇"),
        "year-null": changed(["year"], None),
        "unit-number": changed(["unit"], 5),
        "unit-list": changed(["unit"], ["甲"]),
        "unit-empty": changed(["unit"], ""),
        "kind-word": changed(["kind"], "finl_accounts"),
        "kind-number": changed(["kind"], 3),
        "schema-other": changed(["schema"], "gouji.disclosure.v9"),
        "schema-missing": line.replace('"schema"', '"shema"'),
        "key-unknown": good(tabels=[]),
        "key-twice": line.replace('"year": 2020', '"year": 2020, "year": 2021'),
        "money": changed(["money_unit"], "斤"),
        "tables-object": changed(["tables"], {}),
        "tables-text": changed(["tables"], "三公"),
        "table-null": changed(["tables", 0], None),
        "rows-number": changed(["tables", 0, "rows"], 7),
        "row-list": changed(["tables", 0, "rows", 0], []),
        "columns-twice": changed(["tables", 0, "columns"], ["决算数", "决算数"]),
        "columns-number": changed(["tables", 0, "columns"], [1, 2]),
        "columns-1001": changed(["tables", 0, "columns"], [f"栏{i}" for i in range(1001)]),
        "columns-million": changed(["tables", 0, "columns"], [f"栏{i}" for i in range(1_000_000)]),
        "cells-unknown": changed(["tables", 0, "rows", 0, "cells"], {"没有的栏": "1"}),
        "cells-number": changed(["tables", 0, "rows", 0, "cells"], {"决算数": 5.25}),
        "cells-deep": changed(["tables", 0, "rows", 0, "cells"], {"决算数": {"a": 1}}),
        "line-minus": changed(["tables", 0, "rows", 0, "at"], {"line": -5}),
        "line-huge": changed(["tables", 0, "rows", 0, "at"], {"line": 10**12}),
        "source-text": changed(["source"], "x"),
        "truncated": line[:200],
        "unclosed": line[:-1],
        "trailing": line + " x",
        "two": line + line,
        "comma": line.replace("]}]}", "],}]}"),
        "comment": "// x " + line,
        "quotes": line.replace('"', "'"),
        "full-width": line.replace(":", "："),
        "control": line.replace("乙局", "乙\x01局"),
        "newline": line.replace("乙局", "乙\t局"),
        "escape": line.replace("乙局", "\\q"),
        "escape-short": line.replace("乙局", "\\u12"),
        "nul": line.replace("乙局", "乙\0局"),
        "list": "[" + line + "]",
        "word": "hello",
        "number": "5",
        "null": "null",
        "figure-million-digits": changed(["tables", 0, "rows", 0, "cells"], {"决算数": "9" * 1_000_000}),
        "figure-thousand-digits": changed(["tables", 0, "rows", 0, "cells"], {"决算数": "9" * 1000}),
        "figure-points": changed(["tables", 0, "rows", 0, "cells"], {"决算数": "0." + "0" * 100_000 + "1"}),
    }.items():
        taken = name.startswith("figure") or name == "year-null"
        yield Case("ndjson/" + name, ["run", "bad.ndjson", "-f", "json"], put("bad.ndjson", line + "\n" + bad + "\n"), "bad.ndjson", end=None if taken else REFUSED)
    raw = {
        "utf8": line.encode().replace("乙".encode(), b"\xff\xfe"),
        "overlong": line.encode().replace("乙".encode(), b"\xc0\xaf"),
        "surrogate": line.encode().replace("乙".encode(), b"\xed\xa0\x80"),
        "gbk": line.encode("gbk"),
        "utf16": line.encode("utf-16"),
        "noise": made.noise(100_000),
        "nul-bytes": bytes(100_000),
        "long-line": b'{"x": "' + b"x" * (70 << 20) + b'"}',
    }
    for name, bad in raw.items():
        yield Case("ndjson/" + name, ["run", "bad.ndjson", "-f", "json"], put("bad.ndjson", bad + b"\n"), "bad.ndjson", end=None)
    yield Case("ndjson/empty", ["run", "bad.ndjson"], put("bad.ndjson", b""), "bad.ndjson", end=None, line=False)
    yield Case("ndjson/rows-million", ["run", "bad.ndjson"], put("bad.ndjson", lambda: changed(["tables", 0, "rows"], [{"label": f"{i}", "cells": {"决算数": "1"}} for i in range(150_000)]).encode()), "bad.ndjson", end=None)
    yield Case("ndjson/ids-equal", ["run", "bad.ndjson", "-f", "json"], put("bad.ndjson", (line + "\n") * 3), "bad.ndjson", end=None)


def packed():
    text = (good() + "\n").encode()
    whole = gzip.compress(text * 50)
    cases = {
        "cut.ndjson.gz": whole[:-20],
        "cut-early.ndjson.gz": whole[:15],
        "crc.ndjson.gz": whole[:-8] + b"\0\0\0\0" + whole[-4:],
        "size.ndjson.gz": whole[:-4] + b"\1\0\0\0",
        "flipped.ndjson.gz": bytes([*whole[:60], whole[60] ^ 0xFF, *whole[61:]]),
        "plain.ndjson.gz": text,
        "noise.ndjson.gz": made.noise(5000),
        "magic.ndjson.gz": b"\x1f\x8b",
        "trailing.ndjson.gz": whole + b"garbage after it",
        "bomb.ndjson.gz": lambda: gz_bomb(2000),
        "bomb-lines.ndjson.gz": lambda: gz_bomb(40, b"\n"),
        "bomb-depth.ndjson.gz": lambda: gz_bomb(500, b"["),
        "twice.ndjson.gz": gzip.compress(whole),
        "cut.ndjson.zst": zst(text * 50)[:-20],
        "magic.ndjson.zst": b"\x28\xb5\x2f\xfd",
        "plain.ndjson.zst": text,
        "noise.ndjson.zst": made.noise(5000),
        "window.ndjson.zst": zst(text, 0xF8),
        "block.ndjson.zst": zst(text)[:6] + b"\xff\xff\xff" + text,
        "bomb.ndjson.zst": lambda: zst_bomb(2000),
        "trailing.ndjson.zst": zst(text) + b"garbage after it",
    }
    for name, content in cases.items():
        yield Case("packed/" + name, ["run", name], put(name, content), name, line=False, end=None if "lines" in name else REFUSED)
    for name in ["good.ndjson.gz", "members.ndjson.gz"]:
        yield Case("packed/" + name, ["run", name], put(name, gzip.compress(text) * (1 if name.startswith("good") else 3)), end=TAKEN)
    yield Case("packed/good.ndjson.zst", ["run", "good.ndjson.zst"], put("good.ndjson.zst", zst(text)), end=TAKEN)
    yield Case("packed/empty.ndjson.gz", ["run", "e.ndjson.gz"], put("e.ndjson.gz", b""), "e.ndjson.gz", line=False, end=None)


MANIFEST = """schema = "gouji.disclosure.v1"
id = "甲局-2020-final_accounts"
province = "某省"
unit = "甲局"
year = 2020
kind = "部门决算"
money_unit = "万元"

[[tables]]
name = "三公"
file = "01.csv"
columns = [{ name = "决算数" }]
"""
TABLE = "项目,决算数,行\n合计,5.25,1\n出国,3.00,2\n接待,2.25,3\n"


def folders():
    def lay(manifest=MANIFEST, table=TABLE, more=None, act=None):
        def write(home):
            put("set/disclosure.toml", manifest)(home)
            if table is not None:
                put("set/01.csv", table)(home)
            for name, content in (more or {}).items():
                put("set/" + name, content)(home)
            if act:
                act(home / "set")

        return write

    run = ["run", "set", "-f", "json"]
    manifests = {
        "syntax": MANIFEST.replace('"甲局"', '"甲局'),
        "up": MANIFEST.replace("01.csv", "../../secret.csv"),
        "absolute": MANIFEST.replace("01.csv", "/etc/passwd"),
        "backslash": MANIFEST.replace("01.csv", "..\\\\x.csv"),
        "nul": MANIFEST.replace("01.csv", "01\\u0000.csv"),
        "control": MANIFEST.replace("01.csv", "01\\u001b.csv"),
        "long": MANIFEST.replace("01.csv", "x" * 5000 + ".csv"),
        "case-twice": MANIFEST + '\n[[tables]]\nname = "三公二"\nfile = "01.csv"\n',
        "year": MANIFEST.replace("2020\n", "99999999999999999999\n"),
        "year-float": MANIFEST.replace("= 2020", "= 2020.5"),
        "year-date": MANIFEST.replace("= 2020", "= 2020-01-01"),
        "unknown": MANIFEST.replace("unit =", "untis ="),
        "twice": MANIFEST.replace('unit = "甲局"', 'unit = "甲局"\nunit = "乙局"'),
        "missing": MANIFEST.replace('unit = "甲局"\n', ""),
        "schema": MANIFEST.replace("v1", "v7"),
        "kind": MANIFEST.replace("部门决算", "部门算决"),
        "deep-lists": MANIFEST + "more = " + "[" * 100_000 + "]" * 100_000 + "\n",
        "deep-tables": MANIFEST + "[" + ".".join("a" * 50_000) + "]\nx = 1\n",
        "deep-inline": MANIFEST + "more = " + "{a=" * 50_000 + "1" + "}" * 50_000 + "\n",
        "deep-keys": MANIFEST + ".".join("a" * 50_000) + " = 1\n",
        "utf8": MANIFEST.encode().replace("甲".encode(), b"\xff\xff"),
        "gbk": MANIFEST.encode("gbk"),
        "utf16": MANIFEST.encode("utf-16"),
        "nul-byte": MANIFEST.replace("甲局", "甲\0局"),
        "noise": made.noise(2000),
        "empty": "",
        "huge": MANIFEST + "# " + "x" * (6 << 20),
        "digits": MANIFEST.replace("= 2020", "= " + "9" * 1_000_000),
    }
    for name, manifest in manifests.items():
        line = name not in {"empty", "missing", "huge", "long"}
        yield Case("manifest/" + name, run, lay(manifest), {"case-twice": None, "long": "set/"}.get(name, "set/disclosure.toml"), line=line, end=None if name in {"case-twice", "gbk", "huge"} else REFUSED)
    tables = {
        "missing": None,
        "empty": "",
        "quotes": TABLE.replace("出国", '"出国'),
        "ragged": TABLE.replace("3.00,2", "3.00,2,x,y,z"),
        "short": TABLE.replace("出国,3.00,2", "出国"),
        "columns-million": "项目," + ",".join(f"c{i}" for i in range(1_000_000)) + ",行\n",
        "columns-20000": "项目," + ",".join(f"c{i}" for i in range(20_000)) + ",行\n",
        "header-twice": TABLE.replace("决算数,行", "决算数,决算数,行"),
        "nul": TABLE.replace("出国", "出\0国"),
        "utf8": TABLE.encode().replace("出".encode(), b"\xff\xff"),
        "gbk": TABLE.encode("gbk"),
        "utf16": TABLE.encode("utf-16"),
        "noise": made.noise(5000),
        "line-word": TABLE.replace(",2\n", ",第二行\n"),
        "line-huge": TABLE.replace(",2\n", ",99999999999999999999\n"),
        "cell-huge": TABLE.replace("3.00", "9" * (20 << 20)),
        "rows-many": TABLE + "x,1,4\n" * 3_000_000,
    }
    for name, table in tables.items():
        place = "set/disclosure.toml" if name == "missing" else "set/01.csv"
        yield Case("table/" + name, run, lay(table=table), place, end=REFUSED if name in {"missing", "quotes", "ragged", "header-twice", "columns-million", "rows-many"} else None)
    secret = lambda home: put("secret.csv", "项目,决算数,行\n秘密,1,1\n")(home)  # noqa: E731

    def link_to(target):
        def act(folder):
            secret(folder.parent)
            (folder / "01.csv").unlink(missing_ok=True)
            (folder / "01.csv").symlink_to(target)

        return act

    def pipe(folder):
        os.mkfifo(folder / "01.csv")

    def sock(folder):
        one = socket.socket(socket.AF_UNIX)
        here = os.getcwd()
        os.chdir(folder)
        one.bind("01.csv")
        os.chdir(here)
        one.close()

    specials = {
        "link-up": link_to("../secret.csv"),
        "link-absolute": link_to("/etc/passwd"),
        "link-device": link_to("/dev/zero"),
        "link-loop": link_to("01.csv"),
        "folder": lambda folder: (folder / "01.csv").mkdir(),
        "pipe": pipe,
        "socket": sock,
    }
    for name, act in specials.items():
        yield Case("table/" + name, run, lay(table=None, act=act), "set/disclosure.toml")
    yield Case("table/unlisted", run, lay(more={"99.csv": TABLE}), "set/99.csv", line=False)


def special_files():
    def pipe(home):
        os.mkfifo(home / "p.ndjson")

    def link(home):
        (home / "l.ndjson").symlink_to("l.ndjson")

    yield Case("special/pipe", ["run", "p.ndjson"], pipe, "p.ndjson", line=False)
    yield Case("special/loop", ["run", "l.ndjson"], link, "l.ndjson", line=False)
    yield Case("special/device", ["run", "/dev/zero"], lambda home: None, "/dev/zero", line=False)
    yield Case("special/random", ["run", "/dev/urandom"], lambda home: None, "/dev/urandom", line=False)
    yield Case("special/folder", ["run", "f.ndjson"], lambda home: (home / "f.ndjson").mkdir(), "f.ndjson", line=False, end=None)
    yield Case("special/none", ["run", "none.ndjson"], lambda home: None, "none.ndjson", line=False)
    yield Case("special/name", ["run", "a\x1b[31m\n.ndjson"], lambda home: None, "a␛[31m␊", line=False)
    yield Case("special/name-long", ["run", "x" * 5000], lambda home: None, "xxxx", line=False)
    yield Case("special/proc", ["run", "/proc/self/mem"], lambda home: None, "/proc/self/mem", line=False)


def settings():
    deep = "x = " + "[" * 100_000 + "]" * 100_000 + "\n"
    tables = "[" + ".".join("a" * 50_000) + "]\nx = 1\n"
    for file in ["workbench.toml", "rules/p/pack.toml", "rules/p/parameters.toml", "rules/p/rules/sum.cases.toml"]:
        words = ["test"] if file.endswith("cases.toml") else ["run", "-f", "json"]
        for name, content in {
            "deep": deep,
            "deep-tables": tables,
            "inline": "x = " + "{a=" * 50_000 + "1" + "}" * 50_000 + "\n",
            "syntax": 'x = "\n',
            "utf8": b"x = '\xff\xff'\n",
            "utf16": 'id = "p"\n'.encode("utf-16"),
            "nul": "x = '\0'\n",
            "noise": made.noise(3000),
            "digits": "x = " + "9" * 1_000_000 + "\n",
            "unknown": "nothing_known = 1\n",
            "large": "# " + "x" * (5 << 20) + "\n",
        }.items():
            short = file.rsplit("/", 1)[-1]
            yield Case(f"{short}/{name}", words, put(file, content), file, line=name != "large", end=None if words == ["test"] else REFUSED)
        if words == ["test"]:
            continue
        yield Case(f"{file.rsplit('/', 1)[-1]}/pipe", words, lambda home, file=file: ((home / file).unlink(missing_ok=True), os.mkfifo(home / file)), None, line=False, end=None)


def decisions():
    book = "某省"
    for name, content in {
        "bomb": made.xlsx(sheet=b"<worksheet>" + bytes(32 << 20)),
        "entities": made.xlsx(made.cell("<v>1</v>"), prolog=made.ENTITIES),
        "deep": made.xlsx("<a>" * 100_000),
        "place": made.xlsx(made.cell("<v>1</v>", 'r="ZZZZ1"')),
        "index": made.xlsx(made.cell("<v>5</v>", 'r="A1" t="s"')),
        "cut": made.xlsx(made.lines_sheet(["编号"]))[:400],
        "noise": made.noise(3000),
        "empty": b"",
        "members": made.archive([(f"m{i}", b"") for i in range(10_001)]),
        "up": made.xlsx(links=made.relations(("r1", "worksheet", "../../../../etc/passwd"))),
        "headless": made.xlsx(made.lines_sheet(["没有表头", "1"])),
        "formula": made.xlsx(made.cell("<f>WEBSERVICE(1)</f><v>1</v>")),
    }.items():
        yield Case("workbook/" + name, ["decide", "a.xlsx", "--by", "张三"], put("a.xlsx", content), "a.xlsx", line=False)
    del book


def results():
    for name, content in {
        "empty": "",
        "word": "hello",
        "deep": "[" * 1_000_000,
        "digits": '{"schema": "gouji.result.v1", "year": ' + "9" * 1_000_000 + "}",
        "list": "[]",
        "schema": '{"schema": "gouji.result.v9"}',
        "truncated": '{"schema": "gouji.result.v1", "findings": [',
        "utf8": b'{"schema": "\xff\xff"}',
        "noise": made.noise(3000),
        "findings-number": '{"schema": "gouji.result.v1", "findings": 5}',
    }.items():
        yield Case("result/" + name, ["diff", "--from", "old.json"], put("old.json", content), "old.json", line=name not in {"empty"})
        yield Case("receipt/" + name, ["verify", "r.json"], put("r.json", content), "r.json", line=name not in {"empty"})
        yield Case("baseline/" + name, ["diff"], put("rules/p/baselines/data.ndjson", content), "baselines/data.ndjson", line=name not in {"empty"})


def all_cases():
    for group in [ndjson, packed, folders, special_files, settings, decisions, results]:
        yield from group()


__all__ = ["REFUSED", "TAKEN", "all_cases", "random"]
