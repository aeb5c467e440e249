"""Every rule has cases of each outcome: it passes, it finds, it cannot be evaluated (or cannot tell).

A rule that reads figures must say so when a figure cannot be read; who changes it sees that in its cases. The rules below
read no figures, so nothing can be missing from them: each with its reason."""

import os
import re
import tomllib
import unittest
from pathlib import Path

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
ID = re.compile(r'^\s*id\s*=\s*"([^"]+)"', re.M)

WITHOUT_CANNOT = {
    "national.disclosure.economic_detail": "reads how many digits codes have; a table without codes is not asked",
    "national.disclosure.function_detail": "reads how many digits codes have; a table without codes is not asked",
    "national.disclosure.evaluations_published": "reads whether words are there; an extract is not asked",
    "national.disclosure.explanations": "reads whether words are there; an extract is not asked",
    "national.disclosure.tables_published": "reads whether tables are there; an extract is not asked",
    "national.evaluation.prompts": "reads words that were left in a form",
    "national.evaluation.repeated_indicator": "compares words: names and targets as printed",
    "national.indicator.copied_target": "reads the sign before a result",
    "national.indicator.direction": "reads the sign before a target",
    "national.indicator.level_fit": "reads names of indicators",
    "national.tables.codes": "reads codes as words",
    "national.tables.column_year": "reads years in heads and titles",
    "national.tables.economic_names": "reads codes and names as words",
    "national.tables.repeated_number": "compares numbers and names of tables as words",
}


def outcomes(case):
    expect = case["expect"]
    return {expect} if isinstance(expect, str) else {one.get("outcome", "finding") for one in expect} or {"pass"}


def cases():
    """rule → outcomes of its cases in all packs"""
    found = {}
    for file in sorted(HOME.glob("rules/*/rules/**/*.cases.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in content.get("case", []):
            found.setdefault(content["rule"], set()).update(outcomes(case))
    return found


def rules():
    files = [file for file in HOME.glob("rules/*/rules/**/*.lua") if not file.name.endswith("_test.lua")]
    return sorted(ID.search(file.read_text(encoding="utf-8"))[1] for file in files)


class Outcomes(unittest.TestCase):
    def test_every_rule_passes_finds_and_cannot(self):
        had = cases()
        self.assertGreater(len(rules()), 130)
        for rule in rules():
            with self.subTest(rule):
                self.assertIn("pass", had.get(rule, set()))
                self.assertIn("finding", had[rule])
                if rule not in WITHOUT_CANNOT:
                    self.assertTrue(had[rule] & {"cannot_evaluate", "undetermined"}, "no case where a figure cannot be read")

    def test_exceptions_are_needed(self):
        had = cases()
        for rule in WITHOUT_CANNOT:
            with self.subTest(rule):
                self.assertIn(rule, rules())
                self.assertFalse(had[rule] & {"cannot_evaluate", "undetermined"}, "has one: no exception any more")


if __name__ == "__main__":
    unittest.main()
