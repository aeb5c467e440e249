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
    ("002", None, "verify", "guizhou.indicator.undirected", "9.5", "8.85"),
    ("002", None, "verify", "guizhou.indicator.undirected", "9.5", "9.13"),
    ("002", None, "verify", "national.evaluation.cost_total", "2625.17", "2468.99"),
    ("000", "25", "error", "national.fund.children_total", "180", "360"),
    ("000", "26", "error", "national.fund.children_total", "300", "600"),
    ("000", "34", "error", "national.fund.children_total", "320.76", "641.52"),
    ("000", "35", "error", "national.fund.children_total", "7.43", "14.86"),
    ("000", "36", "error", "national.fund.children_total", "36", "72"),
    ("000", "24", "verify", "national.indicator.level_fit", "该项目成本", "反映“时效”的指标"),
    ("000", "24", "verify", "national.indicator.level_fit", "响应时间", "反映“成本”的指标"),
    ("000", "27", "verify", "guizhou.indicator.target_met", "50 个", "＞50 个"),
    ("000", "37", "verify", "national.evaluation.cost_total", "312.17 万元", "308.92"),
    ("000", None, "verify", "national.disclosure.form_budget", "202.70", "452.7"),
    ("000", None, "verify", "national.narrative.coverage", "17,409.31", "19,486.87"),
    ("001", None, "verify", "national.fund.over_budget", "399.98", "377.57"),
    ("000", "15", "note", "guizhou.indicator.equal_exceeded", "14 份", "=12 份"),
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
            if finding["outcome"] == "finding":  # what is missing from the whole text has no line
                self.assertGreater(finding["at"]["line"], 0, finding["rule"])
            self.assertTrue(finding["remedy"], finding["rule"])


if __name__ == "__main__":
    unittest.main()
