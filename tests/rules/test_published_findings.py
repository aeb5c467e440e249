"""What the packs must find in the published disclosures, and what they must leave in peace.

Sources stand beside the checkout (../shared/seeds); without them there is nothing to run. What is listed here was
worked out by hand from the printed forms.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
SEEDS = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared")) / "seeds"
BINARY = os.environ.get("GOUJI_BIN")

# (source, form number or None, severity, rule, printed, expected)
FOUND = [
    ("002", None, "error", "national.evaluation.weights_total", "110", "100"),
    ("002", None, "error", "national.evaluation.scores_total", "99", "108"),
    ("002", None, "verify", "national.indicator.undirected", "9.5", "8.85"),
    ("002", None, "verify", "national.indicator.undirected", "9.5", "9.13"),
    ("002", None, "verify", "national.evaluation.cost_total", "2625.17", "2468.99"),
    ("000", "25", "error", "national.fund.children_total", "180", "360"),
    ("000", "26", "error", "national.fund.children_total", "300", "600"),
    ("000", "34", "error", "national.fund.children_total", "320.76", "641.52"),
    ("000", "35", "error", "national.fund.children_total", "7.43", "14.86"),
    ("000", "36", "error", "national.fund.children_total", "36", "72"),
    ("000", "24", "verify", "national.indicator.level_fit", "该项目成本", "反映“时效”的指标"),
    ("000", "24", "verify", "national.indicator.level_fit", "响应时间", "反映“成本”的指标"),
    ("000", "27", "verify", "national.indicator.target_met", "50 个", "＞50 个"),
    ("000", "37", "verify", "national.evaluation.cost_total", "312.17 万元", "308.92"),
    ("000", None, "verify", "national.disclosure.form_budget", "202.70", "452.7"),
    ("000", None, "verify", "national.narrative.coverage", "17,409.31", "19,486.87"),
    ("001", None, "verify", "national.fund.over_budget", "399.98", "377.57"),
    ("000", "15", "note", "national.indicator.equal_exceeded", "14 份", "=12 份"),
]

# What broke the sums of 003: (printed, kind, words of the cause). Worked out by hand: its totals are the sums of all
# levels divided by their number, and so a third, two thirds or less than the truth where levels are not printed.
CAUSES = [
    ("1,466.32", "divided", "再除以 3"), ("1,466.32", "divided", "上年结转（三分之一）"),
    ("1,492.52", "divided", "正好是应有数的三分之二"), ("350.11", "divided", "到“其他交通费用”全部相加、再除以 2"),
    ("2,238.78", "range", "“行政运行”到“住房公积金”"), ("0.80", "missing", "公务用车运行维护费”的 2.12"),
    ("0.40", "missing", "公务用车运行维护费”的 2.12"),
]


@unittest.skipUnless(BINARY and SEEDS.is_dir(), "no program or no published sources beside the checkout")
class Findings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        environment = {**os.environ, "GOUJI_HOME": str(HOME)}
        cls.folder = tempfile.TemporaryDirectory()
        sources = [str(next(SEEDS.glob(seed + "*.txt"))) for seed in ("000", "001", "002")]
        subprocess.run([BINARY, "import", *sources, "-o", cls.folder.name], check=True, capture_output=True, env=environment)
        run = subprocess.run([BINARY, "run", cls.folder.name, "-f", "json"], capture_output=True, text=True, env=environment)
        cls.status, cls.result = run.returncode, json.loads(run.stdout)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def listed(self, severities):
        return sorted(
            (finding["at"]["file"][:3], finding["evaluation_number"] or "", finding["severity"], finding["rule"],
             finding["printed"], finding["expected"])
            for finding in self.result["findings"] if finding["severity"] in severities and finding["outcome"] == "finding")

    def test_found_and_nothing_else(self):
        serious = {"error", "warning", "verify"}
        wanted = sorted((source, form or "", *rest) for source, form, *rest in FOUND if rest[0] in serious)
        self.assertEqual(wanted, self.listed(serious))

    def test_notes(self):
        wanted = {(source, form or "", *rest) for source, form, *rest in FOUND if rest[0] == "note"}
        self.assertLessEqual(wanted, set(self.listed({"note"})))

    def test_causes(self):
        environment = {**os.environ, "GOUJI_HOME": str(HOME)}
        with tempfile.TemporaryDirectory() as folder:
            source = str(next(SEEDS.glob("003*.txt")))
            subprocess.run([BINARY, "import", source, "-o", folder], check=True, capture_output=True, env=environment)
            run = subprocess.run([BINARY, "run", folder, "-f", "json"], capture_output=True, text=True, env=environment)
        findings = json.loads(run.stdout)["findings"]
        told = [(one["printed"], one["causes"][0]["kind"], one["cause"]) for one in findings if one["cause"]]
        self.assertEqual(sorted({(printed, kind) for printed, kind, _ in CAUSES}), sorted({one[:2] for one in told}))
        for printed, kind, words in CAUSES:
            self.assertTrue(any(one[:2] == (printed, kind) and words in one[2] for one in told), (printed, words, told))
        # The same money printed in two rows below: no one can say which is wrong.
        doubled = [one for one in self.result["findings"] if one["rule"] == "national.fund.children_total"]
        self.assertEqual([None], sorted({one["cause"] for one in doubled}, key=str))

    def test_no_rule_breaks(self):
        outcomes = self.result["summary"]["outcomes"]
        self.assertEqual((0, 0), (outcomes["fault"], outcomes["undetermined"]))
        self.assertEqual(3, self.status)

    def test_scores(self):
        scores = {(score["document"][:4], score["evaluation_number"]): score for score in self.result["scores"]}
        self.assertEqual(41, len(scores))
        for (document, number), score in scores.items():
            if document == "中共黔南":
                self.assertEqual(("99", "108.00"), (score["printed"], score["recomputed"]))
            else:
                self.assertEqual("0.00", score["difference"], (document, number, score["printed"], score["recomputed"]))

    def test_places(self):
        for finding in self.result["findings"]:
            if finding["operands"]:  # what rests on a figure has its line; what is not there has none
                self.assertGreater(finding["at"]["line"], 0, finding["rule"])
            self.assertTrue(finding["remedy"], finding["rule"])


if __name__ == "__main__":
    unittest.main()
