"""Documents in which nothing is found pass in blocks (decisions/0019): the same bytes as one by one, whatever stands between them."""

import gzip
import json
import random
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main  # noqa: E402

ROWS = """rule { id = "p.rows", title = "各栏之和", basis = "测试", on = { table = "支出表" },
  run = function(t, check) check:across(t, "合计", { "基本", "项目" }) end }
"""
FUNDS = """rule { id = "p.rate", title = "执行率", basis = "测试", on = { fund = "*" },
  run = function(f, check) check:same(f.rate, f.executed / f.annual) end }
"""


def table_set(number, total="3.00"):
    return {"schema": "gouji.disclosure.v1", "id": f"甲局{number}-2020-final_accounts", "province": "某省", "unit": f"甲局{number}", "year": 2020,
            "kind": "final_accounts", "money_unit": "万元", "tables": [
                {"name": "支出表", "columns": ["合计", "基本", "项目"], "rows": [{"label": "教育", "cells": [total, "1.00", "2.00"], "at": {"line": number}}]}]}


def form(number, rate="50%"):
    return {"schema": "gouji.disclosure.v1", "id": f"乙局{number}-2020-self_evaluation", "province": "某省", "unit": f"乙局{number}", "year": 2020,
            "kind": "self_evaluation", "money_unit": "万元", "evaluations": [
                {"scope": "project", "name": "项目", "funds": [{"source": "年度资金总额", "annual": "4.00", "executed": "2.00", "rate": rate}], "indicators": []}]}


def line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


class Blocks(Bench):
    def setUp(self):
        super().setUp()
        (self.home / "rules/p/rules/sum.lua").unlink()
        self.write("rules/p/rules/rows.lua", ROWS)
        self.write("rules/p/rules/rate.lua", FUNDS)

    def lines(self, count, seed=1):
        """Sound and faulty records, and what else may stand in such a file."""
        chance = random.Random(seed)
        for number in range(count):
            kind = chance.randrange(40)
            if kind == 0:
                yield ""
            elif kind == 1:
                yield line(table_set(number))[: chance.randrange(200)]
            elif kind == 2:
                yield '{"schema":"gouji.disclosure.v1","id":"x"}'
            elif kind == 3:
                yield line(table_set(number)) + " " + line(table_set(number))
            elif kind == 4:
                yield line({**table_set(number), "year": None})
            elif kind == 5:
                yield line({**form(number), "province": "别的省"})
            elif kind == 6:
                yield line(form(number)).replace('"4.00"', '"4\\u002e00"')
            elif kind == 7:
                yield "  " + line(form(number)) + " \r"
            elif kind < 11:
                yield line(chance.choice([table_set(number, "4.00"), form(number, "60%"), table_set(number, None), form(number, "约一半")]))
            else:
                yield line(table_set(number) if chance.random() < 0.5 else form(number))

    def both_ways(self, name, *more):
        one_by_one = self.gouji("run", name, "-f", "json", "-r", "p", *more)
        in_blocks = self.gouji("run", name, "-f", "json", *more)
        self.assertEqual(one_by_one.out, in_blocks.out)
        self.assertEqual(sorted(one_by_one.err.splitlines()), sorted(in_blocks.err.splitlines()))
        self.assertEqual(one_by_one.status, in_blocks.status)
        return in_blocks

    def test_the_same_bytes_in_blocks_and_one_by_one(self):
        text = "\n".join(self.lines(9000))
        self.assertGreater(len(text.encode()), 2 << 20)  # several parts of a file
        for name, data in (("a.ndjson", text.encode()), ("b.ndjson", ("\ufeff" + text + "\n").encode()), ("c.ndjson.gz", gzip.compress(text.encode()))):
            self.write(name, data)
            for jobs in ("1", "3"):
                with self.subTest(name=name, jobs=jobs):
                    answer = self.both_ways(name, "-j", jobs)
                    self.assertGreater(answer.json()["summary"]["outcomes"]["pass"], 5000)
                    self.assertEqual(answer.status, 1)

    @unittest.skipUnless(shutil.which("zstd"), "no zstd")
    def test_zstd(self):
        self.write("d.ndjson", "\n".join(self.lines(30000)))
        subprocess.run(["zstd", "-q", str(self.home / "d.ndjson")], check=True)
        self.both_ways("d.ndjson.zst")

    def test_where_hardly_any_passes_the_rest_goes_line_by_line(self):
        lines = [line(table_set(i, "4.00")) for i in range(6000)] + list(self.lines(3000, 2))
        self.write("e.ndjson", "\n".join(lines))
        self.write("f.ndjson.gz", gzip.compress("\n".join(lines).encode()))
        for name in ("e.ndjson", "f.ndjson.gz"):
            with self.subTest(name=name):
                self.assertGreater(self.both_ways(name, "-j", "2").json()["summary"]["outcomes"]["finding"], 6000)

    def test_several_files(self):
        for name, seed in (("a.ndjson", 3), ("c.ndjson", 4)):
            self.write(f"data/{name}", "\n".join(self.lines(400, seed)))
        self.both_ways("data")

    def test_a_broken_line_among_many_is_named_by_its_number(self):
        lines = [line(table_set(i)) for i in range(8000)]
        lines[7654] = lines[7654][:50]
        self.write("g.ndjson", "\n".join(lines) + "\n")
        answer = self.gouji("run", "g.ndjson", "-f", "json")
        self.assertEqual(answer.status, 1)
        self.assertIn("g.ndjson:7655", answer.err)
        self.assertEqual(answer.json()["summary"]["documents"], 7999)

    def test_a_file_that_ends_in_the_middle_of_a_line(self):
        lines = [line(table_set(i)) for i in range(8000)]
        self.write("h.ndjson", "\n".join(lines)[:-30])
        answer = self.both_ways("h.ndjson")
        self.assertEqual(answer.status, 1)
        self.assertIn("h.ndjson:8000", answer.err)

    def test_a_damaged_gz_member_costs_itself(self):
        lines = [line(table_set(i)) for i in range(6000)]
        members = [bytearray(gzip.compress(("\n".join(lines[i : i + 1000]) + "\n").encode())) for i in range(0, 6000, 1000)]
        members[2][len(members[2]) // 2] ^= 0xFF
        self.write("i.ndjson.gz", b"".join(map(bytes, members)))
        answer = self.both_ways("i.ndjson.gz")
        self.assertEqual(answer.status, 1)
        self.assertGreaterEqual(answer.json()["summary"]["documents"], 5000)

    def test_decisions_beside_the_data_are_looked_at(self):
        self.write("j.ndjson", "\n".join(line(table_set(i)) for i in range(100)))
        self.write("甲局5.decisions.toml", "this is no TOML")
        self.both_ways("j.ndjson")

    def test_a_receipt_names_every_document(self):
        self.write("k.ndjson", "\n".join(line(table_set(i)) for i in range(100)))
        self.assertEqual(self.gouji("run", "k.ndjson", "--receipt", "k.receipt.json", "-o", "k.txt").status, 0)
        self.assertEqual(len(json.loads((self.home / "k.receipt.json").read_text())["documents"]), 100)


if __name__ == "__main__":
    main()
