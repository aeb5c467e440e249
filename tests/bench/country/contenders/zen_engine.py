"""The checks of ../checks.md in zen-engine: decisions of expression nodes. Python reads the lines, hands figures over as whole
hundredths (the engine counts in decimals of 28 digits) and gathers the rows below each row; the arithmetic is the engine's."""

import json

import zen

from gathered import form_of, sums_of
from support import LEVELS, run

AGREES = ("(2 * {s} + 1) * ({u} + {uh}) >= 2 * {w} * min([{o} - {oh}, {u} + {uh}])"
          " and (2 * {s} - 1) * ({u} - {uh}) <= 2 * {w} * min([{o} + {oh}, {u} - {uh}])")
FORM = {
    "indicators": "map(filter(indicators, not (" + AGREES.format(s="#.score", w="#.weight", o="#.over", oh="#.over_half", u="#.under", uh="#.under_half") + ")), #.check)",
    "weights": "weight + sum(map(indicators, #.weight)) == 10000",
    **{check: f"sum(map(filter(indicators, #.level1 == '{level}'), #.weight)) == {points}" for level, check, points in LEVELS},
    "scores": "score + sum(map(indicators, #.score)) == total",
    "rate": "(2 * rate + 1) * (2 * annual + 1) >= 20000 * (2 * executed - 1) and (2 * rate - 1) * (2 * annual - 1) <= 20000 * (2 * executed + 1)",
    "fund_score": AGREES.format(s="score", w="weight", o="2 * executed", oh="1", u="2 * annual", uh="1")}
FORM = {key.removeprefix("s."): text for key, text in FORM.items()}
TABLES = {"broken": "map(filter(sums, abs(#.whole - sum(#.parts)) * 2 > len(#.parts) + 1), #.check)"}


def decision(expressions):
    nodes = [{"id": "in", "name": "in", "type": "inputNode"}, {"id": "out", "name": "out", "type": "outputNode"},
             {"id": "checks", "name": "checks", "type": "expressionNode",
              "content": {"expressions": [{"id": key, "key": key, "value": text} for key, text in expressions.items()]}}]
    edges = [{"id": f"{a}{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "checks"), ("checks", "out"))]
    return zen.ZenEngine().create_decision(json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}))


def self_evaluations(source):
    checks, found, records = decision(FORM), [], 0
    with open(source, encoding="utf-8") as lines:
        for records, line in enumerate(lines, 1):
            result = checks.evaluate(form_of(json.loads(line)))["result"]
            found += [(records, check) for check in result.pop("indicators")]
            found += [(records, "s." + name) for name, holds in result.items() if holds is False and name in FORM]
    return records, found


def table_sets(source):
    checks, found, records = decision(TABLES), [], 0
    with open(source, encoding="utf-8") as lines:
        for records, line in enumerate(lines, 1):
            found += [(records, check) for check in checks.evaluate({"sums": sums_of(json.loads(line))})["result"]["broken"]]
    return records, found


if __name__ == "__main__":
    run(self_evaluations, table_sets)
