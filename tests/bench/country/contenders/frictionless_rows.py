"""What of ../checks.md frictionless can express: conditions inside a row, by `row-constraint`. That is s.rate, s.fund_score and the
indicators (17 of 22) and t.row (60 of 172); sums over rows it cannot. Python reads the lines and lays out the rows."""

import json

from frictionless import Checklist, Resource, Schema, checks, system

from gathered import form_of
from plain import hundredths
from support import run

LEAST = "({0} if {0} <= {1} else {1})"
AGREES = ("(2 * score + 1) * (under + under_half) >= 2 * weight * " + LEAST.format("(over - over_half)", "(under + under_half)") +
          " and (2 * score - 1) * (under - under_half) <= 2 * weight * " + LEAST.format("(over + over_half)", "(under - under_half)"))
RATE = "(2 * rate + 1) * (2 * annual + 1) >= 20000 * (2 * executed - 1) and (2 * rate - 1) * (2 * annual - 1) <= 20000 * (2 * executed + 1)"
RATIO_FIELDS = ["score", "weight", "over", "over_half", "under", "under_half"]
CELLS = ["a", "b", "c", "d", "e", "f"]


def broken(rows, fields, formula):
    """(record, check) of the rows for which the formula does not hold."""
    data = [["record", "check", *fields], *rows]
    schema = Schema.from_descriptor({"fields": [{"name": "record", "type": "integer"}, {"name": "check", "type": "string"},
                                                *({"name": name, "type": "integer"} for name in fields)]})
    with system.use_context(trusted=True):
        report = Resource(data=data, schema=schema).validate(Checklist(checks=[checks.row_constraint(formula=formula)]), limit_errors=10**9)
    return [(data[number - 1][0], data[number - 1][1]) for (number,) in report.flatten(["rowNumber"])]


def records_of(source):
    with open(source, encoding="utf-8") as lines:
        return list(enumerate(map(json.loads, lines), 1))


def self_evaluations(source):
    ratios, rates, records = [], [], records_of(source)
    for number, record in records:
        form = form_of(record)
        rates.append([number, "s.rate", form["rate"], form["annual"], form["executed"]])
        ratios.append([number, "s.fund_score", form["score"], form["weight"], 2 * form["executed"], 1, 2 * form["annual"], 1])
        ratios += [[number, one["check"], *(one[name] for name in RATIO_FIELDS)] for one in form["indicators"]]
    return len(records), broken(rates, ["rate", "annual", "executed"], RATE) + broken(ratios, RATIO_FIELDS, AGREES)


def table_sets(source):
    records = records_of(source)
    rows = [[number, "t.row." + row["label"], *map(hundredths, row["cells"])]
            for number, record in records for row in record["tables"][0]["rows"] if "code" in row]
    return len(records), broken(rows, CELLS, "-6 <= 2 * (a - b - c - d - e - f) and 2 * (a - b - c - d - e - f) <= 6")


if __name__ == "__main__":
    run(self_evaluations, table_sets, {"self_evaluations": 17, "table_sets": 60})
