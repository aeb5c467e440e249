"""The published contracts (docs/schema) against what is written in them: transcriptions, samples, the binary's output.

GOUJI_SCHEMA_SAMPLES=FOLDER  also checks every .json and .ndjson file in FOLDER that names a schema of ours
GOUJI_BIN=FILE               also checks what the binary writes (export, run, import)
GOUJI_HOME=FOLDER            the project; by default the folder above this one
"""

import copy
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)  # CTest: skipped

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.environ.get("GOUJI_HOME") or os.path.dirname(os.path.dirname(HERE))
SHARED = os.environ.get("GOUJI_SHARED") or os.path.join(os.path.dirname(os.path.abspath(HOME)), "shared")
NAMES = (
    "gouji.disclosure.v1",
    "gouji.result.v1",
    "gouji.import.v1",
    "gouji.decisions.v1",
    "gouji.decision_list.v1",
    "gouji.precision.v1",
    "gouji.follow_up.v1",
    "gouji.mutation.v1",
    "gouji.test.v1",
    "gouji.coverage.v1",
    "gouji.probe.v1",
    "gouji.whatif.v1",
    "gouji.baseline.v1",
    "gouji.diff.v1",
    "gouji.check.v1",
    "gouji.explain.v1",
    "gouji.inspect.v1",
    "gouji.params.v1",
    "gouji.doctor.v1",
    "gouji.receipt.v1",
    "gouji.verify.v1",
    "gouji.bench.v1",
    "gouji.profile.v1",
)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


SCHEMAS = {name: load(os.path.join(HOME, "docs", "schema", name + ".json")) for name in NAMES}


def validator(name, part=None):
    schema = SCHEMAS[name]
    if part:
        schema = {**{key: schema[key] for key in ("$schema", "$id", "$defs")}, "$ref": "#/$defs/" + part}
    return jsonschema.Draft202012Validator(schema)


def complaints(name, value, part=None):
    found = []
    for error in validator(name, part).iter_errors(value):
        best = jsonschema.exceptions.best_match([error]) if error.context else error
        found.append("%s: %s" % ("/".join(map(str, best.absolute_path)), best.message[:300]))
    return found


SAMPLE = {
    "schema": "gouji.disclosure.v1", "id": "甲局-2020-final_accounts", "province": "贵州省", "region": None, "unit": "甲局",
    "year": 2020, "kind": "final_accounts", "money_unit": "万元", "source": {"file": "a.md", "sha256": None, "layout": "guizhou/x"},
    "tables": [{"name": "总表", "columns": ["金额"], "notes": [], "rows": [
        {"label": "合计", "code": None, "line": "1", "side": "收入", "cells": {"金额": "28,500.96"}, "at": {"line": 71, "to": 74},
         "doubtful": {"金额": "不清"}},
        {"label": "缺", "code": None, "cells": [None]}]}],
    "evaluations": [{"scope": "project", "name": "专班", "funds": [{"source": "总额", "annual": "48", "initial": None}],
                     "indicators": [{"level1": "产出指标", "target": "＞50个", "reviewed": {"score": "9", "reason": None}, "more": {"备注": "无"}}],
                     "texts": [{"label": "结论", "present": True, "chars": 71, "at": {"page": 3}}], "total_score": "99.85"}],
    "claims": [{"section": "（一）", "kind": "change", "amount": "1", "base_year": 2019}],
    "x_part": {"anything": [1, 2.5]},
}


class Schemas(unittest.TestCase):
    def test_they_are_schemas(self):
        for name, schema in SCHEMAS.items():
            jsonschema.Draft202012Validator.check_schema(schema)
            self.assertIn(name, schema["$id"])

    def test_everything_is_described_in_both_languages(self):
        def walk(node, path):
            if not isinstance(node, dict):
                return
            for key, value in node.get("properties", {}).items():
                if "const" not in value and "$ref" not in value or "description" in value:
                    text = value.get("description", "")
                    self.assertTrue(text.isascii() or "/" in text, "%s.%s: %s" % (path, key, text))
                walk(value, path + "." + key)
            for key in ("$defs",):
                for name, value in node.get(key, {}).items():
                    walk(value, path + "#" + name)
            if node.get("type") == "object" and "properties" in node:
                self.assertEqual(node.get("additionalProperties"), False, path)
                self.assertIn("^x_", node.get("patternProperties", {}), path)
        for name, schema in SCHEMAS.items():
            walk(schema, name)


class Disclosures(unittest.TestCase):
    def test_a_document_of_the_contract(self):
        self.assertEqual(complaints("gouji.disclosure.v1", SAMPLE), [])

    def test_what_is_no_document(self):
        def changed(act):
            value = copy.deepcopy(SAMPLE)
            act(value)
            return value
        cases = {
            "no unit": lambda d: d.pop("unit"),
            "no year": lambda d: d.pop("year"),
            "year as zero": lambda d: d.update(year=0),
            "year as text": lambda d: d.update(year="2020"),
            "odd year": lambda d: d.update(year=20),
            "unknown kind": lambda d: d.update(kind="结算"),
            "other schema": lambda d: d.update(schema="gouji.result.v1"),
            "misspelt key": lambda d: d.update(provinse="x"),
            "number in a cell": lambda d: d["tables"][0]["rows"][0]["cells"].update({"金额": 28500.96}),
            "number in a list of cells": lambda d: d["tables"][0]["rows"][1].update(cells=[1]),
            "double column": lambda d: d["tables"][0].update(columns=["金额", "金额"]),
            "misspelt field": lambda d: d["evaluations"][0]["indicators"][0].update(scor="1"),
            "score as number": lambda d: d["evaluations"][0].update(total_score=99.85),
            "unknown scope": lambda d: d["evaluations"][0].update(scope="项目"),
            "unknown claim": lambda d: d["claims"][0].update(kind="sum"),
            "place without sense": lambda d: d["tables"][0]["rows"][0]["at"].update(line="71"),
            "misspelt place": lambda d: d["tables"][0]["rows"][0]["at"].update(zeile=71),
        }
        for what, act in cases.items():
            with self.subTest(what):
                self.assertNotEqual(complaints("gouji.disclosure.v1", changed(act)), [])

    def test_transcriptions(self):
        files = sorted(glob.glob(os.path.join(SHARED, "truth", "*.json")) + glob.glob(os.path.join(SHARED, "forms", "*", "truth.json")))
        if not files:
            self.skipTest("no transcriptions beside the project")
        for path in files:
            with self.subTest(path):
                self.assertEqual(complaints("gouji.disclosure.v1", load(path)), [])


def check_file(case, path):
    """Checks a .json or .ndjson file by the schema that it names; others are not ours."""
    if path.endswith(".ndjson"):
        with open(path, encoding="utf-8") as file:
            check_lines(case, [json.loads(line) for line in file if line.strip()])
        return
    value = load(path)
    name = value.get("schema") if isinstance(value, dict) else None
    if name in SCHEMAS:
        case.assertEqual(complaints(name, value), [])


def check_lines(case, lines):
    for number, line in enumerate(lines, 1):
        if line.get("schema") == "gouji.disclosure.v1":
            case.assertEqual(complaints("gouji.disclosure.v1", line), [], "line %d" % number)
        elif "record" in line:
            case.assertEqual(complaints("gouji.result.v1", line, "ndjson_line"), [], "line %d" % number)
        else:
            case.fail("line %d is of no schema of ours: %s" % (number, json.dumps(line, ensure_ascii=False)[:200]))


class Samples(unittest.TestCase):
    def test_the_folder(self):
        folder = os.environ.get("GOUJI_SCHEMA_SAMPLES")
        if not folder:
            self.skipTest("GOUJI_SCHEMA_SAMPLES is not set")
        files = [os.path.join(root, name) for root, _, names in os.walk(folder) for name in names if name.endswith((".json", ".ndjson"))]
        for path in sorted(files):
            with self.subTest(path):
                check_file(self, path)


class Binary(unittest.TestCase):
    def setUp(self):
        self.binary = os.environ.get("GOUJI_BIN")
        if not self.binary or not os.path.exists(self.binary):
            self.skipTest("GOUJI_BIN is not there")
        self.datasets = os.path.join(HOME, "datasets")

    def call(self, *arguments):
        done = subprocess.run([self.binary, *arguments], cwd=HOME, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def sample_folders(self):
        folders = sorted(root for root, _, names in os.walk(self.datasets) if "disclosure.toml" in names)
        if not folders:
            self.skipTest("no sample datasets")
        return folders

    def test_export(self):
        for folder in self.sample_folders():
            with self.subTest(folder):
                status, out, err = self.call("export", folder, "-f", "ndjson")
                self.assertEqual(status, 0, err[-2000:])
                lines = [json.loads(line) for line in out.splitlines()]
                self.assertEqual(len(lines), 1)
                check_lines(self, lines)

    def test_run_as_json(self):
        self.sample_folders()
        status, out, err = self.call("run", self.datasets, "-f", "json")
        self.assertIn(status, (0, 2, 3), err[-2000:])
        self.assertEqual(complaints("gouji.result.v1", json.loads(out)), [])

    def test_decisions(self):
        folder = self.sample_folders()[0]
        with tempfile.TemporaryDirectory() as kept:
            status, out, err = self.call("decide", "1", folder, "--decisions", kept, "--state", "确认问题", "--by", "张三", "--document-number", "财监〔2024〕9号")
            if "decide.not_a_finding" in err:
                status, out, err = self.call("decide", "2", folder, "--decisions", kept, "--state", "确认问题", "--by", "张三", "--document-number", "财监〔2024〕9号")
            self.assertEqual(status, 0, err[-2000:])
            (file,) = glob.glob(os.path.join(kept, "*.toml"))
            with open(file, "rb") as toml:
                value = tomllib.load(toml)
            self.assertEqual(complaints("gouji.decisions.v1", value), [])
            for change in ({"state": "同意"}, {"until": "2024"}, {"steps": []}, {"fingerprint": "x"}, {"reason": "x"}):
                wrong = {**value, "decisions": [{**value["decisions"][0], **change}]}
                self.assertNotEqual(complaints("gouji.decisions.v1", wrong), [], change)
            status, out, err = self.call("run", folder, "--decisions", kept, "-f", "json")
            self.assertTrue(any("decision" in finding for finding in json.loads(out)["findings"]))
            self.assertEqual(len(json.loads(out)["decisions"]), 1)
            self.assertEqual(complaints("gouji.result.v1", json.loads(out)), [])
            status, out, err = self.call("run", folder, "--decisions", kept, "-f", "ndjson")
            check_lines(self, [json.loads(line) for line in out.splitlines()])
            self.check_lists(folder, kept)

    def check_lists(self, folder, kept):
        lists = (
            (("--list",), "gouji.decision_list.v1", "decisions", {"state": "同意"}),
            (("--precision",), "gouji.precision.v1", "rules", {"precision": 100}),
            (("--against", folder), "gouji.follow_up.v1", "findings", {"verdict": "mended"}),
        )
        for words, name, key, change in lists:
            with self.subTest(name):
                status, out, err = self.call("decide", *words, folder, "--decisions", kept, "-f", "json")
                value = json.loads(out)
                self.assertTrue(value[key], err[-2000:])
                self.assertEqual(complaints(name, value), [])
                for wrong in (change, {"wherefore": ""}):
                    self.assertNotEqual(complaints(name, {**value, key: [{**value[key][0], **wrong}]}), [], wrong)

    def test_of_packs(self):
        pack = os.path.join(HOME, "rules", "guizhou")
        for words, name, key in (
            (("test", "--mutate", pack), "gouji.mutation.v1", "packs"),
            (("test", pack), "gouji.test.v1", "cases"),
            (("cover", pack), "gouji.coverage.v1", "packs"),
            (("cover", pack, "--data", os.path.join(HOME, "datasets")), "gouji.coverage.v1", "packs"),
            (("probe", "--kinds", "digit,swapped", "--sample", "1", os.path.join(HOME, "datasets"), "--pack", pack), "gouji.probe.v1", "packs"),
        ):
            with self.subTest(words):
                status, out, err = self.call(*words, "-f", "json")
                value = json.loads(out)
                self.assertTrue(value[key], err[-2000:])
                self.assertEqual(complaints(name, value), [])
                self.assertNotEqual(complaints(name, {**value, key: [{**value[key][0], "wherefore": ""}]}), [])

    def test_of_the_workbench(self):
        """check (of a pack with problems, too), params, inspect, doctor: what they write fits, one key more does not."""
        with tempfile.TemporaryDirectory() as folder:
            broken = os.path.join(folder, "guizhou")
            shutil.copytree(os.path.join(HOME, "rules", "guizhou"), broken)
            with open(os.path.join(broken, "parameters.toml"), "a", encoding="utf-8") as file:
                file.write('\n["exec.nothing"]\nvalue = "1"\n')
            for words, name, key in (
                (("check", os.path.join(HOME, "rules", "guizhou")), "gouji.check.v1", "packs"),
                (("check", broken), "gouji.check.v1", "packs"),
                (("params", "guizhou"), "gouji.params.v1", "parameters"),
                (("params", "guizhou", "--year", "2020"), "gouji.params.v1", "parameters"),
                (("inspect", self.datasets), "gouji.inspect.v1", "documents"),
                (("doctor",), "gouji.doctor.v1", None),
            ):
                with self.subTest(words):
                    status, out, err = self.call(*words, "-f", "json")
                    value = json.loads(out)
                    self.assertEqual(complaints(name, value), [], err[-2000:])
                    self.assertNotEqual(complaints(name, {**value, "wherefore": ""}), [])
                    if key:
                        self.assertTrue(value[key])
                        self.assertNotEqual(complaints(name, {**value, key: [{**value[key][0], "wherefore": ""}]}), [])
                    if words[1:] == (broken,):
                        self.assertTrue(value["packs"][0]["problems"], out[:2000])

    def test_explain(self):
        status, out, err = self.call("run", self.datasets, "-f", "json")
        result = json.loads(out)
        rules = {}
        for finding in result["findings"]:
            rules.setdefault(finding["rule"], finding)
        for one in [*list(rules.values())[:8], *result["scores"][:2]]:
            with self.subTest(one.get("rule", "score")):
                status, out, err = self.call("explain", one["fingerprint"], self.datasets, "-f", "json")
                self.assertEqual(status, 0, err[-2000:])
                value = json.loads(out)
                self.assertEqual(complaints("gouji.explain.v1", value), [])
                for wrong in ({"wherefore": ""}, {"subject": "rule"}, {"fingerprint": "x"}):
                    self.assertNotEqual(complaints("gouji.explain.v1", {**value, **wrong}), [], wrong)

    def test_profiles(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.json")
            status, out, err = self.call("run", self.datasets, "--profile=" + path)
            self.assertNotEqual(status, 1, err[-2000:])
            value = load(path)
            self.assertEqual(complaints("gouji.profile.v1", value), [])
            for key in ("phases", "kinds", "subjects", "rules"):
                self.assertNotEqual(complaints("gouji.profile.v1", {**value, key: [{**value[key][0], "wherefore": ""}]}), [], key)
            self.assertNotEqual(complaints("gouji.profile.v1", {**value, "run": {}}), [])

    def test_receipts(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.receipt.json")
            for words in ((), ("--rules-year", "2024", "--no-decisions"), ("--decisions", folder, "-r", "fund", "--pack", "guizhou")):
                with self.subTest(words):
                    status, out, err = self.call("run", self.datasets, "--receipt", path, *words)
                    self.assertNotEqual(status, 1, err[-2000:])
                    value = load(path)
                    self.assertEqual(complaints("gouji.receipt.v1", value), [])
                    for key in ("packs", "parameters", "data", "documents"):
                        self.assertNotEqual(complaints("gouji.receipt.v1", {**value, key: [{**value[key][0], "wherefore": ""}]}), [], key)
                    for key in ("engine", "options", "result"):
                        self.assertNotEqual(complaints("gouji.receipt.v1", {**value, key: {**value[key], "wherefore": ""}}), [], key)
            status, out, err = self.call("verify", path, "-f", "json")
            value = json.loads(out)
            self.assertTrue(value["reproduced"], err[-2000:])
            self.assertEqual(complaints("gouji.verify.v1", value), [])
            for wrong in ({"wherefore": ""}, {"packs": [{"id": 1}]}, {"differences": [{"kind": "engine"}]}, {"reproduced": "yes"}):
                self.assertNotEqual(complaints("gouji.verify.v1", {**value, **wrong}), [], wrong)

    def test_whatif(self):
        folder = next(one for one in self.sample_folders() if one.endswith("绩效自评"))
        ways = (
            (("--set", "weights.total=90"), "findings", {"kind": "came"}),
            (("--curve", "score.rounding_told"), "steps", {"at": "many"}),
            (("--sweep", "exec.weight=10..20/5"), "values", {"findings": -1}),
            (("--compare-packs", "guizhou", "hubei"), "pairs", {"rest": "none"}),
        )
        for words, key, change in ways:
            with self.subTest(words[0]):
                status, out, err = self.call("whatif", *words, folder, "-f", "json")
                self.assertEqual(status, 0, err[-2000:])
                value = json.loads(out)
                self.assertEqual(complaints("gouji.whatif.v1", value), [])
                self.assertTrue(value[key], out[:2000])
                for wrong in (change, {"wherefore": ""}):
                    self.assertNotEqual(complaints("gouji.whatif.v1", {**value, key: [{**value[key][0], **wrong}]}), [], wrong)

    def test_baselines_and_diffs(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("rules", "docs/examples"):
                shutil.copytree(os.path.join(HOME, name), os.path.join(folder, name))
            open(os.path.join(folder, "workbench.toml"), "w", encoding="utf-8").close()
            data = os.path.join(folder, "docs/examples/梓江县自评.ndjson")

            def call(*words):
                done = subprocess.run([self.binary, *words, "--home", folder], cwd=folder, capture_output=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                return done.stdout.decode()

            call("approve", data, "--reason", "x", "--by", "y")
            with open(os.path.join(folder, "rules/sichuan/baselines/docs/examples/梓江县自评.ndjson"), encoding="utf-8") as file:
                lines = [json.loads(line) for line in file]
            self.assertGreater(len(lines), 100)
            for line in lines:
                self.assertEqual(complaints("gouji.baseline.v1", line), [], line)
            for words in ((), ("--from", "current", "--set", "sichuan.execution.reason_below=85", "--set", "evaluation.grades=[[\"优\", \"99\"], [\"差\", \"0\"]]")):
                value = json.loads(call("diff", data, "-f", "json", *words))
                self.assertEqual(bool(value["findings"]) and bool(value["scores"]), bool(words))
                self.assertEqual(complaints("gouji.diff.v1", value), [])

    def test_run_as_ndjson(self):
        self.sample_folders()
        status, out, err = self.call("run", self.datasets, "-f", "ndjson")
        self.assertIn(status, (0, 2, 3), err[-2000:])
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(lines[-1]["record"], "summary")
        check_lines(self, lines)

    def test_import_report(self):
        sources = sorted(glob.glob(os.path.join(HOME, "docs", "examples", "*.txt")))
        sources += sorted(glob.glob(os.path.join(SHARED, "seeds", "*.txt")))[:1]
        for source in sources:
            with self.subTest(source), tempfile.TemporaryDirectory() as folder:
                report = os.path.join(folder, "report.json")
                status, _, err = self.call("import", source, "-o", os.path.join(folder, "datasets"), "--report", report)
                self.assertTrue(os.path.exists(report), "status %d: %s" % (status, err[-2000:]))
                with open(report, encoding="utf-8") as lines:
                    values = [json.loads(line) for line in lines]
                self.assertEqual(len(values), 1)
                self.assertEqual(complaints("gouji.import.v1", values[0]), [])

    def test_what_is_no_import_report(self):
        place = {"line": 1, "text": "9", "kind": "number", "near": "9", "reason": "prose", "why": "…", "at": {"line": 1}}
        self.assertEqual(complaints("gouji.import.v1", place, "unplaced"), [])
        for change in ({"reason": "because"}, {"at": {"zeile": 1}}, {"before": {"line": 1}}, {"wherefore": ""}):
            self.assertNotEqual(complaints("gouji.import.v1", {**place, **change}, "unplaced"), [], change)


if __name__ == "__main__":
    unittest.main(verbosity=2)
