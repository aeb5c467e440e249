"""Figures of the narrative, read by the words of the national pack, against transcriptions: figures, kinds, directions.

The sources and transcriptions stand beside the checkout (../shared); without them there is nothing to compare. A small
layout that reads the narrative alone stands in a workbench of its own, so that no table and no form takes part.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HOME = pathlib.Path(os.environ.get("GOUJI_HOME", pathlib.Path(__file__).resolve().parents[2]))
SHARED = pathlib.Path(os.environ.get("GOUJI_SHARED", HOME.parent / "shared"))
BINARY = os.environ.get("GOUJI_BIN")

# transcription → source
PAIRS = {
    "truth/guizhou-office-2020.json": "seeds/000*.txt",
    "truth/guiyang-service-2021.json": "seeds/003*.txt",
    "truth/luzhou-office-2020.json": "seeds/004*.txt",
    "forms/chongqing-qijiang-2023/truth.json": "forms/chongqing-qijiang-2023/input.txt",
}
FIGURES = ["amount", "change", "percent", "budget"]
ALIKE = {"total": "amount"}  # transcriptions call the same sentence now a total, now an amount

LAYOUT = """
local claims = require "claims"
local facts = require "facts"
layout {
  id = "narrative/only", title = "只读文字说明",
  recognise = function() return { score = 1000, why = "试读" } end,
  read = function(source, out)
    out:document(facts.read(source))
    out:claims(claims)
  end,
}
"""


def narrative_home(folder):
    home = pathlib.Path(folder) / "home"
    shutil.copytree(HOME / "rules" / "national", home / "rules" / "national")
    pack = home / "rules" / "narrative"
    (pack / "layouts").mkdir(parents=True)
    (pack / "pack.toml").write_text(
        'id = "narrative"\ntitle = "文字说明"\nrevision = "1"\napi = 1\nbase = "national"\nowns = "narrative"\n'
    )
    (pack / "layouts" / "only.lua").write_text(LAYOUT)
    (home / "workbench.toml").write_text((HOME / "workbench.toml").read_text())
    return home


def imported(source, *options):
    """The document that the narrative alone makes, and the report on its numbers."""
    with tempfile.TemporaryDirectory() as folder:
        home, out, report = narrative_home(folder), pathlib.Path(folder) / "out", pathlib.Path(folder) / "report.json"
        environment = {**os.environ, "GOUJI_HOME": str(home)}
        run = subprocess.run([BINARY, "import", str(source), "-o", str(out), "--layout", "narrative/only",
                              "--report", str(report), *options], capture_output=True, text=True, env=environment)
        if run.returncode != 0:
            raise AssertionError(run.stderr)
        told = subprocess.run([BINARY, "export", str(out), "-f", "ndjson"], capture_output=True, text=True,
                              env=environment)
        return json.loads(told.stdout.splitlines()[0]), json.loads(report.read_text())


def plain(text):
    return None if text is None else text.replace(",", "").replace(" ", "").replace("％", "%")


def holds(claim, wanted):
    """Every figure of the wanted claim stands in the same place of this one."""
    return all(plain(claim.get(key)) == plain(wanted[key]) for key in FIGURES if wanted.get(key) is not None)


def same_kind(claim, wanted):
    return ALIKE.get(claim["kind"], claim["kind"]) == ALIKE.get(wanted["kind"], wanted["kind"])


def missing(wanted, claims):
    """(claims of the transcription that were not read, those read as another kind, with another direction or year)"""
    lost, kinds, directions = [], [], []
    for one in wanted:
        found = [claim for claim in claims if holds(claim, one)]
        right = [claim for claim in found if same_kind(claim, one)]
        if not found or one.get("amount") is None and "change" not in one and not right:
            lost.append(one)
        elif not right:
            kinds.append(one)
        elif not [claim for claim in right
                  if all(one.get(key) in (None, claim.get(key)) for key in ("direction", "base_year"))]:
            directions.append(one)
    return lost, kinds, directions


@unittest.skipUnless(BINARY and SHARED.is_dir(), "no program or no published sources beside the checkout")
class Claims(unittest.TestCase):
    def test_recall(self):
        total = lost_in_all = 0
        for truth, pattern in PAIRS.items():
            wanted = json.loads((SHARED / truth).read_text())
            source = next(SHARED.glob(pattern))
            options = [f"--set={key}={wanted[key]}" for key in ("unit", "year")] if "forms" in truth else []
            document, _ = imported(source, *options)
            lost, kinds, directions = missing(wanted["claims"], document["claims"])
            total += len(wanted["claims"])
            lost_in_all += len(lost) + len(kinds) + len(directions)
            print(f"{truth}: {len(document['claims'])} read, {len(wanted['claims'])} wanted, not read {len(lost)}, "
                  f"other kind {len(kinds)}, other direction or year {len(directions)}", file=sys.stderr)
            for name, some in (("not read", lost), ("other kind", kinds), ("other direction", directions)):
                for one in some:
                    print(f"  {name}: {json.dumps(one, ensure_ascii=False)}", file=sys.stderr)
        self.assertLessEqual(lost_in_all * 20, total)  # 95 %

    def test_figures_stand_where_claims_say(self):
        """Every figure of a claim is printed on its lines; no number is placed for nothing."""
        for pattern in ("seeds/003*.txt", "seeds/004*.txt"):
            source = next(SHARED.glob(pattern))
            document, report = imported(source)
            lines = source.read_text().splitlines()
            for claim in document["claims"]:
                at = claim["at"]
                text = plain("".join(lines[at["line"] - 1:at.get("to", at["line"])]))
                for key in FIGURES:
                    if claim.get(key) is not None and claim.get("direction") != "持平":
                        self.assertIn(plain(claim[key]), text, claim)
            self.assertEqual([], [twice for twice in report["twice"]])

    def test_facts(self):
        """Unit, year, kind and money unit of every published source, as transcribed."""
        for truth, pattern in {**PAIRS, "truth/qiannan-service-2023.json": "seeds/001*.txt"}.items():
            if "forms" in truth:
                continue
            wanted = json.loads((SHARED / truth).read_text())
            document, _ = imported(next(SHARED.glob(pattern)))
            for key in ("province", "region", "unit", "year", "kind", "money_unit"):
                self.assertEqual(wanted[key], document[key], (truth, key))

    def test_prose_of_a_form(self):
        """Amounts in the reasons of a form, read by the province's own layout."""
        wanted = json.loads((SHARED / "truth" / "qiannan-service-2023.json").read_text())["claims"]
        with tempfile.TemporaryDirectory() as folder:
            source = next((SHARED / "seeds").glob("001*.txt"))
            environment = {**os.environ, "GOUJI_HOME": str(HOME)}
            subprocess.run([BINARY, "import", str(source), "-o", folder], check=True, capture_output=True,
                           env=environment)
            told = subprocess.run([BINARY, "export", folder, "-f", "ndjson"], capture_output=True, text=True)
            claims = json.loads(told.stdout.splitlines()[0])["claims"]
        self.assertEqual([one["amount"] for one in wanted], [claim["amount"] for claim in claims])


if __name__ == "__main__":
    unittest.main()
