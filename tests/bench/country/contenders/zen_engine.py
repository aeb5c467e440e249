"""The checks of ../checks.md in zen-engine: decisions of expression nodes. Python reads the lines, hands figures over as whole
hundredths (the engine counts in decimals of 28 digits) and gathers the rows below each row; the arithmetic is the engine's."""

import json

import zen

from plain import hundredths, quantity
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


def indicator_of(one):
    (target, _), (actual, rate) = quantity(one["target"]), quantity(one["actual"])
    ends = (2 * target, 0, 2 * actual, 10 if rate else 0)
    over, over_half, under, under_half = ends if one["target"][0] == "≤" else ends[2:] + ends[:2]
    return {"check": "s.indicator." + one["level3"], "level1": one["level1"], "weight": hundredths(one["weight"]), "score": hundredths(one["score"]),
            "over": over, "over_half": over_half, "under": under, "under_half": under_half}


def self_evaluations(source):
    checks, found, records = decision(FORM), [], 0
    with open(source, encoding="utf-8") as lines:
        for records, line in enumerate(lines, 1):
            form = json.loads(line)["evaluations"][0]
            fund = form["funds"][0]
            context = {name: hundredths(fund[name].rstrip("%")) for name in ("annual", "executed", "weight", "rate", "score")}
            context |= {"total": hundredths(form["total_score"]), "indicators": [indicator_of(one) for one in form["indicators"]]}
            result = checks.evaluate(context)["result"]
            found += [(records, check) for check in result.pop("indicators")]
            found += [(records, "s." + name) for name, holds in result.items() if holds is False and name in FORM]
    return records, found


def sums_of(spending, overview):
    """Every sum that is checked: a whole and its parts."""
    total, below, sums, columns = None, {}, [], spending["columns"]
    rows = [(row["label"], row.get("code", ""), [hundredths(cell) for cell in row["cells"]]) for row in spending["rows"]]
    for label, code, cells in rows:
        if code:
            below.setdefault(code[:-2] if len(code) > 3 else "", []).append(cells)
            sums.append({"check": "t.row." + label, "whole": cells[0], "parts": cells[1:]})
        else:
            total = cells
    for label, code, cells in rows:
        prefix = f"t.parent.{label}." if code else "t.total."
        for column, cell, *parts in zip(columns, cells, *below.get(code, [[]])):
            sums.append({"check": prefix + column, "whole": cell, "parts": parts})
    at = {"本年支出": 0, **{name: columns.index(name) for name in columns}}
    sums += [{"check": "t.overview." + row["label"], "whole": hundredths(row["cells"][0]), "parts": [total[at[row["label"]]]]} for row in overview["rows"]]
    return sums


def table_sets(source):
    checks, found, records = decision(TABLES), [], 0
    with open(source, encoding="utf-8") as lines:
        for records, line in enumerate(lines, 1):
            found += [(records, check) for check in checks.evaluate({"sums": sums_of(*json.loads(line)["tables"])})["result"]["broken"]]
    return records, found


if __name__ == "__main__":
    run(self_evaluations, table_sets)
