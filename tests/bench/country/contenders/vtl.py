"""The checks of ../checks.md in VTL, by vtlengine over whole data sets. Python reads the lines, makes whole hundredths of the
figures and gathers the parts of each sum; the arithmetic is VTL's. Its integers have 64 bits."""

import json

import pandas as pd
import vtlengine

from gathered import form_of, sums_of
from support import LEVELS, run

FORMS = """
ends <- indicators [calc low := if reached - reached_half < due + due_half then reached - reached_half else due + due_half,
                         high := if reached + reached_half < due - due_half then reached + reached_half else due - due_half];
broken_indicators <- ends [filter not ((2 * score + 1) * (due + due_half) >= 2 * weight * low
                                       and (2 * score - 1) * (due - due_half) <= 2 * weight * high)];
sums <- sum(indicators [keep weight, score] [rename weight to weights, score to scores] group by record);
whole <- inner_join(forms, sums);
broken_weights <- whole [filter weight + weights <> 10000];
broken_scores <- whole [filter score + scores <> total];
broken_rate <- forms [filter (2 * rate + 1) * (2 * annual + 1) < 20000 * (2 * executed - 1)
                              or (2 * rate - 1) * (2 * annual - 1) > 20000 * (2 * executed + 1)];
shares <- forms [calc low := if executed * 2 - 1 < annual * 2 + 1 then executed * 2 - 1 else annual * 2 + 1,
                      high := if executed * 2 + 1 < annual * 2 - 1 then executed * 2 + 1 else annual * 2 - 1];
broken_fund_score <- shares [filter not ((2 * score + 1) * (2 * annual + 1) >= 2 * weight * low and (2 * score - 1) * (2 * annual - 1) <= 2 * weight * high)];
""" + "".join(
    f'group_{check[2:]} <- sum(indicators [filter level1 = "{level}"] [keep weight] group by record);\nbroken_{check[2:]} <- group_{check[2:]} [filter weight <> {points}];\n'
    for level, check, points in LEVELS)

TABLES = """
added <- sum(parts group by record, item);
counted <- count(parts group by record, item);
both <- inner_join(wholes, added [rename amount to below], counted [rename int_var to n]);
broken <- both [filter abs(whole - below) * 2 > n + 1];
"""


def structure(name, identifiers, **measures):
    parts = [(one, kind, "Identifier", False) for one, kind in identifiers.items()] + [(one, kind, "Measure", True) for one, kind in measures.items()]
    return {"name": name, "DataStructure": [{"name": one, "type": kind, "role": role, "nullable": nullable} for one, kind, role, nullable in parts]}


RECORD = {"record": "Integer"}
ITEM = {**RECORD, "item": "String"}
WHOLE = ("total", "annual", "executed", "weight", "rate", "score")
FIGURES = {"weight": "weight", "score": "score", "over": "reached", "over_half": "reached_half", "under": "due", "under_half": "due_half"}  # some are words of VTL
FORM_SETS = {"datasets": [structure("forms", RECORD, **dict.fromkeys(WHOLE, "Integer")),
                          structure("indicators", ITEM, level1="String", **dict.fromkeys(FIGURES.values(), "Integer"))]}
TABLE_SETS = {"datasets": [structure("wholes", ITEM, whole="Integer"), structure("parts", {**ITEM, "place": "Integer"}, amount="Integer")]}


def records_of(source):
    with open(source, encoding="utf-8") as lines:
        yield from enumerate(map(json.loads, lines), 1)


def self_evaluations(source):
    forms, indicators = [], []
    for record, one in records_of(source):
        form = form_of(one)
        forms.append((record, *(form[name] for name in WHOLE)))
        indicators += [(record, row["check"], row["level1"], *(row[name] for name in FIGURES)) for row in form["indicators"]]
    sets = {"forms": pd.DataFrame(forms, columns=["record", *WHOLE]),
            "indicators": pd.DataFrame(indicators, columns=["record", "item", "level1", *FIGURES.values()])}
    results = vtlengine.run(FORMS, FORM_SETS, sets)
    rows = results["broken_indicators"].data
    found = list(zip(rows["record"].tolist(), rows["item"].tolist()))
    for name in ("weights", "scores", "rate", "fund_score", "output", "benefit", "satisfaction"):
        found += [(record, "s." + name) for record in results["broken_" + name].data["record"].tolist()]
    return len(forms), found


def table_sets(source):
    wholes, parts, records = [], [], 0
    for records, one in records_of(source):
        for row in sums_of(one):
            wholes.append((records, row["check"], row["whole"]))
            parts += [(records, row["check"], at, amount) for at, amount in enumerate(row["parts"])]
    sets = {"wholes": pd.DataFrame(wholes, columns=["record", "item", "whole"]), "parts": pd.DataFrame(parts, columns=["record", "item", "place", "amount"])}
    broken = vtlengine.run(TABLES, TABLE_SETS, sets)["broken"].data
    return records, list(zip(broken["record"].tolist(), broken["item"].tolist()))


if __name__ == "__main__":
    run(self_evaluations, table_sets)
