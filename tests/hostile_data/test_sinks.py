"""Hostile texts in every field of a disclosure and of a pack, through every output, each read by a strict reader."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
import tomllib
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
import strict  # noqa: E402
from tracked import BIN, LINES_LAYOUT, Tracked, disclosure  # noqa: E402

EVIL = [
    "=HYPERLINK(\"http://example.invalid\",\"x\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝cmd|' /C calc'!A0",
    " =1+1",
    "\t=1+1",
    "\n=1+1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</title></style></script><script>alert(1)//",
    "<!-- ]]> -->",
    "[点](javascript:alert(1)) ![x](http://example.invalid/x.png) <http://example.invalid>",
    "a | b | c `code` *bold* _it_ # head",
    "\x1b[31mred\x1b[2J\x1b]0;title\x07\x1b]8;;http://example.invalid\x1b\\link",
    "\x9b31mC1\x85next\x90dcs",
    "反\u202e向\u2066隐\u2069\u200b零\ufeff宽\u200d\u061c\u2028行\u2029段",
    "a\x00b\x01c\x08d\x7fe",
    "两\n行\r\n三\r四",
    "::error file=x::forged %0A %25",
    "not ok 1 - forged # TODO",
    "ok 99 # SKIP",
    "${jndi:ldap://example.invalid} $(id) `id` ; rm -rf ~ && x",
    "{left} {gap} {0} %s %n {{}}",
    "]] --]] ]=] \"\"\" ''' \\u0041 \\",
    "_x0041__x000D_ &amp; &#60;script&#62;",
    "../../../etc/passwd",
    "CON.txt:ads|<>?*",
    "x" * 3000,
]
MARKS = ["alert(1)", "onerror"]


def lua(text):
    return '"' + "".join(chr(c) if 32 <= c < 127 and c not in (34, 92) else f"\\{c:03d}" if c < 32 or c in (34, 92, 127) else "" for c in text.encode() if c < 128) + '"'


class Sinks(Tracked):
    def setUp(self):
        super().setUp()
        for i, evil in enumerate(EVIL):
            documents = disclosure(f"{evil} {i}"[:400], total="5.50")
            documents["id"] = f"坏-{i}"
            documents["source"]["file"] = f"{evil}{i}.txt"
            documents["url"] = "javascript:alert(1)//" + evil
            documents["department"] = evil
            documents["region"] = evil
            documents["tables"][0]["title"] = evil
            documents["tables"][0]["rows"] += [{"label": f"{word}{j}", "cells": {"决算数": word}, "at": {"line": 50 + j, "sheet": word}} for j, word in enumerate(EVIL)]
            documents["evaluations"] = [{"scope": "project", "name": evil, "number": evil, "indicators": [{"level1": evil, "level3": evil, "target": evil, "actual": evil, "reason": evil, "weight": "10", "score": "12"}], "funds": [{"source": evil, "annual": "1"}], "texts": [{"label": evil, "text": evil}], "at": {"line": 1}}]
            documents["claims"] = [{"kind": "amount", "unit": "万元", "section": evil, "subject": evil, "reason": evil, "amount": "1.00"}]
            self.documents = [*getattr(self, "documents", []), documents]
        self.data("data.ndjson", *self.accepted())
        self.hostile_pack()

    def accepted(self):
        answer = self.data("try.ndjson", *self.documents) and self.gouji("inspect", "try.ndjson", "-f", "json")
        (self.home / "try.ndjson").unlink()
        self.assertEqual((answer.status, answer.err), (0, ""))
        return self.documents

    def hostile_pack(self):
        for i, evil in enumerate(EVIL):
            text = lua(evil + f" {i}")
            self.write(
                f"rules/p/rules/evil_{i:02}.lua",
                f"""
rule {{
  id = "p.evil_{i:02}", title = {text}, basis = {text}, remedy = {text},
  on = {{ table = "三公" }},
  run = function(t, check)
    local spent = t:column "决算数"
    check:same(spent["合计"], spent:rows {{ "出国", "接待" }}:sum(), {{ message = {text} }})
    check:holds(false, {{ message = {text} }})
  end,
}}
""",
            )
        self.write("rules/p/rules/fault.lua", 'rule { id = "p.fault", title = "x", basis = "x", on = { table = "三公" }, run = function(t) error(%s) end }' % lua("".join(EVIL)[:2000]))

    def run_of(self, *words, language="zh", status=(0, 1, 2, 3)):
        done = subprocess.run([BIN, *words, "--lang", language], cwd=self.home, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
        self.assertIn(done.returncode, status, done.stderr[:2000])
        return done.stdout, done.stderr.decode("utf-8")

    def clean(self, reader, words, *more, **options):
        """Through stdout; what goes to stderr is for terminals."""
        with self.subTest(" ".join(words)):
            out, err = self.run_of(*words, **options)
            self.assertTrue(out, err[:600])
            text = out if reader is strict.as_xlsx else out.decode("utf-8")
            self.assertEqual(reader(text, *more), [])
            self.assertEqual(strict.terminal(err), [])

    def in_file(self, reader, words, name, *more):
        with self.subTest(" ".join([*words, name])):
            _, err = self.run_of(*words, name)
            content = (self.home / name).read_bytes()
            self.assertEqual(reader(content if reader is strict.as_xlsx else content.decode("utf-8"), *more), [])
            self.assertEqual(strict.terminal(err), [])

    def on_terminal(self, *words):
        """What a terminal gets."""
        pid, master = pty.fork()
        if pid == 0:
            os.chdir(self.home)
            os.execve(BIN, [BIN, *words], self.environment(TERM="xterm"))
        text, end = b"", time.monotonic() + 60
        while time.monotonic() < end:
            if select.select([master], [], [], 1)[0]:
                try:
                    got = os.read(master, 65536)
                except OSError:
                    got = b""
                if not got:
                    break
                text += got
        os.close(master)
        os.waitpid(pid, 0)
        return text.decode("utf-8", "replace")

    def test_results(self):
        readers = {"text": strict.terminal, "json": strict.as_json, "ndjson": strict.as_ndjson, "csv": strict.as_csv, "md": strict.as_markdown, "junit": strict.as_xml, "sarif": strict.as_json, "xlsx": strict.as_xlsx}
        for language in ["zh", "en"]:
            for format, reader in readers.items():
                self.clean(reader, ["run", "-f", format], language=language)
            self.clean(strict.as_html, ["run", "-f", "html"], MARKS, language=language)
        out, _ = self.run_of("run", "-f", "json")
        fingerprints = [one["fingerprint"] for one in json.loads(out)["findings"] if one["outcome"] in ("finding", "fault")]
        for number in fingerprints[:: max(1, len(fingerprints) // 12)]:
            self.clean(strict.terminal, ["explain", number])
            self.clean(strict.as_json, ["explain", number, "-f", "json"])

    def test_terminals(self):
        for words in [["run"], ["inspect", "data.ndjson"], ["explain", "1"], ["check"], ["params", "p"], ["import", "none\x1b[31m\u202e.txt", "-o", "s"], ["run", "none\x1b]0;x\x07\n.ndjson"], ["run", "-r", "\x1b[31m"], ["\x1b[31m"], ["run", "--\x1b[31m"], ["run", "--pack", "\x1b[31m\u202e"]]:
            with self.subTest(words=words):
                text = self.on_terminal(*words)
                self.assertTrue(text)
                self.assertEqual(strict.terminal(text), [])
                for hostile in ["\x1b[31mred", "\x1b[2J", "\x1b]"]:
                    self.assertNotIn(hostile, text)

    def test_data(self):
        self.in_file(strict.as_csv, ["export", "data.ndjson", "-o"], "data.csv")
        self.in_file(strict.as_xlsx, ["export", "data.ndjson", "-o"], "data.xlsx")
        self.in_file(strict.as_html, ["export", "data.ndjson", "-o"], "data.html", MARKS)
        self.in_file(strict.as_ndjson, ["export", "data.ndjson", "-f", "ndjson", "-o"], "again.ndjson")
        self.run_of("export", "data.ndjson", "-f", "folder", "-o", "sets")
        for path in [*(self.home / "sets").rglob("*")]:
            name = str(path.relative_to(self.home / "sets"))
            with self.subTest(name):
                self.assertEqual(strict.raw(name), [])
                self.assertNotRegex(path.name, r"[<>:\"|?*\\`$;&'\n]|^[.-]")
                self.assertLess(len(path.name.encode()), 256)
                if path.suffix == ".csv":
                    self.assertEqual(strict.as_csv(path.read_text(encoding="utf-8")), [])
                if path.suffix == ".toml":
                    tomllib.loads(path.read_text(encoding="utf-8-sig"))
        self.assertEqual([one for one in self.home.parent.glob("etc*")], [])
        self.assertEqual(self.run_of("export", "sets", "-f", "ndjson", status=(0,))[1], "")
        for path in list((self.home / "sets").rglob("disclosure.toml"))[::5]:
            folder = str(path.parent)
            for ending, reader, more in [("csv", strict.as_csv, []), ("xlsx", strict.as_xlsx, []), ("html", strict.as_html, [MARKS])]:
                self.in_file(reader, ["export", folder, "-o"], f"one.{ending}", *more)
        self.clean(strict.terminal, ["inspect", "data.ndjson"])
        self.clean(strict.as_json, ["inspect", "data.ndjson", "-f", "json"])

    def test_packs(self):
        self.clean(strict.terminal, ["check"])
        self.clean(strict.as_json, ["check", "-f", "json"])
        self.clean(strict.as_json, ["check", "-f", "sarif"])
        self.clean(strict.terminal, ["probe", "data.ndjson", "--kinds", "digit"])
        self.clean(strict.as_json, ["probe", "data.ndjson", "--kinds", "digit", "-f", "json"])
        self.clean(strict.as_markdown, ["probe", "data.ndjson", "--kinds", "digit", "-f", "md"])
        self.clean(strict.terminal, ["cover"])
        self.clean(strict.as_json, ["cover", "-f", "json"])
        self.clean(strict.as_html, ["cover", "-f", "html"], MARKS)
        self.run_of("doc", "-o", "book")
        for path in (self.home / "book").rglob("*.html"):
            with self.subTest(path.name):
                self.assertEqual(strict.as_html(path.read_text(encoding="utf-8"), MARKS), [])
        self.run_of("doc", "-f", "md", "-o", "pages")
        for path in (self.home / "pages").rglob("*.md"):
            with self.subTest(path.name):
                self.assertEqual(strict.as_markdown(path.read_text(encoding="utf-8")), [])

    def test_cases(self):
        cases = 'rule = "p.evil_00"\n' + "".join(f"\n[[case]]\nname = {json.dumps(evil[:60] + str(i)).replace(chr(127), '')}\nnote = {json.dumps(evil[:60]).replace(chr(127), '')}\ntable = '''\n项目,决算数\n合计,5\n'''\nexpect = \"pass\"\n" for i, evil in enumerate(EVIL))
        self.write("rules/p/rules/evil_00.cases.toml", cases)
        self.clean(strict.terminal, ["test"])
        self.clean(strict.as_json, ["test", "-f", "json"])
        self.clean(strict.as_xml, ["test", "-f", "junit"])
        self.clean(strict.as_tap, ["test", "-f", "tap"])

    def test_written_sources(self):
        """What pin writes is read again as it was meant: a case that passes."""
        out, _ = self.run_of("run", "-f", "json", "-r", "p.evil")
        chosen = {}
        for one in json.loads(out)["findings"]:
            if one["outcome"] == "finding":
                chosen.setdefault(one["document"], one["fingerprint"])
        for fingerprint in list(chosen.values())[:: 3 if len(chosen) > 12 else 1]:
            self.run_of("pin", fingerprint, "--name", "名\"]\n[[x]]\n" + fingerprint)
        files = list((self.home / "rules/p/rules").glob("*.cases.toml"))
        self.assertTrue(files)
        for path in files:
            text = path.read_text(encoding="utf-8")
            tomllib.loads(text)
            self.assertEqual(strict.raw(text), [])
        out, _ = self.run_of("test", "-f", "json")
        bad = [one for one in json.dumps(json.loads(out)).split('"outcome"') if one.startswith(': "error"')]
        self.assertEqual(bad, [])

    def test_decisions_and_differences(self):
        for rule in {one["rule"] for one in json.loads(self.run_of("run", "-f", "json")[0])["findings"] if one["outcome"] == "fault"}:
            (self.home / f"rules/p/rules/{rule.removeprefix('p.')}.lua").unlink()
        self.run_of("approve", "--reason", EVIL[8], "--by", EVIL[0])
        self.data("data.ndjson", *[{**one, "tables": [{**one["tables"][0], "rows": [{**one["tables"][0]["rows"][0], "cells": {"决算数": "5.75"}}, *one["tables"][0]["rows"][1:]]}]} for one in self.accepted()])
        for format, reader in {"text": strict.terminal, "json": strict.as_json, "md": strict.as_markdown, "xlsx": strict.as_xlsx}.items():
            self.clean(reader, ["diff", "-f", format])
        self.clean(strict.terminal, ["diff", "-f", "text"], language="en")
        out, _ = self.run_of("run", "-f", "json")
        fingerprint = next(one["fingerprint"] for one in json.loads(out)["findings"] if one["outcome"] == "finding")
        for i, evil in enumerate(EVIL):
            text = evil.replace("\0", "").replace("\x1b", "")
            self.run_of("decide", fingerprint, "--state", "已说明", "--explanation", text, "--by", text[:50] or "x", "--note", text, "--date", "2024-05-06")
        for path in self.home.glob("*审核处理.toml"):
            tomllib.loads(path.read_text(encoding="utf-8"))
        self.clean(strict.terminal, ["decide", "--list"])
        self.clean(strict.as_json, ["decide", "--list", "-f", "json"])
        for format, reader in {"text": strict.terminal, "csv": strict.as_csv, "md": strict.as_markdown, "xlsx": strict.as_xlsx, "json": strict.as_json}.items():
            self.clean(reader, ["run", "-f", format])

    def test_import_reports(self):
        self.write("rules/p/layouts/lines.lua", LINES_LAYOUT)
        for i, evil in enumerate(EVIL):
            line = re.sub("[\0\n\r]", "", evil)
            name = re.sub("[\0/]", "", evil)[:60] + f"{i}.txt"
            self.write("in/" + name, f"测试公开文本\n单位：{line}局\n资金 {line}\n资金 1.00 {line}\n另有 3.14 {line}\n")
        self.in_file(strict.as_html, ["import", "in", "-o", "sets", "--again", "--report"], "report.html", MARKS)
        self.in_file(strict.terminal, ["import", "in", "-o", "sets", "--again", "--report"], "report.txt")
        self.in_file(strict.as_ndjson, ["import", "in", "-o", "sets", "--again", "--report"], "report.json")
        self.clean(strict.terminal, ["import", "in", "-o", "sets", "--again", "--explain"])
        self.assertEqual([one for one in self.home.parent.glob("*passwd*")], [])


if __name__ == "__main__":
    unittest.main(verbosity=1)
