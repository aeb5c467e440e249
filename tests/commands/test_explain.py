"""gouji explain: how one result came about."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, disclosure, main  # noqa: E402


class Explain(Bench):
    def setUp(self):
        super().setUp()
        (finding,) = self.findings()
        self.fingerprint = finding["fingerprint"]

    def test_by_fingerprint_prefix_and_number(self):
        wanted = self.gouji("explain", self.fingerprint)
        self.says(wanted, 0, "p.sum", "乙局-2020-final_accounts", "公式", "5.50 ＝ 3.00 + 2.25", "第10行", self.fingerprint, out=True)
        self.assertEqual(self.gouji("explain", self.fingerprint[:8]).out, wanted.out)
        self.assertEqual(self.gouji("explain", "1").out, wanted.out)
        self.assertEqual(self.gouji("explain", self.fingerprint, "data.ndjson", "--pack", "p").out, wanted.out)

    def test_json(self):
        answer = self.gouji("explain", "1", "-f", "json").json()
        self.assertEqual(answer["schema"], "gouji.explain.v1")

    def test_unknown(self):
        self.says(self.gouji("explain", "ffffffffffffffff"), 1, "explain.not_found")
        self.says(self.gouji("explain", "2"), 1, "explain.not_found", "1 条")
        near = ("0" if self.fingerprint[0] != "0" else "1") + self.fingerprint[1:]
        self.says(self.gouji("explain", near), 1, f"是否想写“{self.fingerprint}”？")

    def test_english(self):
        self.says(self.gouji("explain", "1", "--lang", "en"), 0, "Formula", "line 10", out=True)

    def test_fingerprints_hold_no_figures(self):
        self.data("data.ndjson", disclosure("乙局", total="6.00", line=90))
        (finding,) = self.findings()
        self.assertEqual(finding["fingerprint"], self.fingerprint)

    def test_keys_hold_no_year(self):
        (one,) = self.findings()
        self.data("data.ndjson", disclosure("乙局", total="5.50", year=2021))
        (other,) = self.findings()
        self.assertNotEqual(one["fingerprint"], other["fingerprint"])
        self.assertEqual(one["key"], other["key"])


if __name__ == "__main__":
    main()
