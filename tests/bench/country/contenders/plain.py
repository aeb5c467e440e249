"""The checks of ../checks.md in Python alone: json, whole numbers for the figures, a line at a time.

usage: plain.py self_evaluations|table_sets INPUT OUTPUT
"""

import json
import sys

LEVEL_WEIGHTS = {"产出指标": ("s.output", 50_00), "效益指标": ("s.benefit", 30_00), "满意度指标": ("s.satisfaction", 10_00)}
OVERVIEW = {"本年支出": 0, "基本支出": 1, "项目支出": 2, "经营支出": 4}


def hundredths(text):
    whole, _, decimals = text.replace(",", "").partition(".")
    if len(decimals) == 2:
        return int(whole + decimals)
    return int(whole) * 100 + int((decimals + "00")[:2])


def quantity(text):
    """Hundredths, and whether it is a percentage: "96.5%" is (9650, True)."""
    number = text.rstrip("%人次台天份户株项")
    return hundredths(number.lstrip("≥≤")), text.endswith("%")


def agrees(score, weight, over, under, over_half, under_half):
    """Twice the figures: is the score within half a hundredth of weight · min(over / under, 1)?"""
    low, high = min(over - over_half, under + under_half), min(over + over_half, under - under_half)
    return (2 * score + 1) * (under + under_half) >= 2 * weight * low and (2 * score - 1) * (under - under_half) <= 2 * weight * high


def indicator_holds(one, weight, score):
    target, _ = quantity(one["target"])
    actual, rate = quantity(one["actual"])
    half = 10 if rate else 0
    if one["target"].startswith("≤"):
        return agrees(score, weight, 2 * target, 2 * actual, 0, half)
    return agrees(score, weight, 2 * actual, 2 * target, half, 0)


def self_evaluation(record):
    form = record["evaluations"][0]
    fund = form["funds"][0]
    annual, executed = hundredths(fund["annual"]), hundredths(fund["executed"])
    weight, score, rate = hundredths(fund["weight"]), hundredths(fund["score"]), hundredths(fund["rate"][:-1])
    weights, scores, levels = weight, score, dict.fromkeys(LEVEL_WEIGHTS, 0)
    for one in form["indicators"]:
        own_weight, own_score = hundredths(one["weight"]), hundredths(one["score"])
        weights += own_weight
        scores += own_score
        levels[one["level1"]] += own_weight
        if not indicator_holds(one, own_weight, own_score):
            yield "s.indicator." + one["level3"]
    if weights != 100_00:
        yield "s.weights"
    for level, (check, points) in LEVEL_WEIGHTS.items():
        if levels[level] != points:
            yield check
    if scores != hundredths(form["total_score"]):
        yield "s.scores"
    if (2 * rate + 1) * (2 * annual + 1) < 20_000 * (2 * executed - 1) or (2 * rate - 1) * (2 * annual - 1) > 20_000 * (2 * executed + 1):
        yield "s.rate"
    if not agrees(score, weight, 2 * executed, 2 * annual, 1, 1):
        yield "s.fund_score"


def table_set(record):
    spending, overview = record["tables"]
    columns = spending["columns"]
    total, rows, children = None, [], {}
    for row in spending["rows"]:
        cells = [hundredths(cell) for cell in row["cells"]]
        code = row.get("code")
        if code is None:
            total = cells
            continue
        rows.append((row["label"], code, cells))
        children.setdefault(code[:-2] if len(code) > 3 else "", []).append(cells)
    for label, code, cells in rows:
        if abs(cells[0] - sum(cells[1:])) * 2 > 6:
            yield "t.row." + label
        if code in children:
            yield from sums(f"t.parent.{label}.", columns, cells, children[code])
    yield from sums("t.total.", columns, total, children[""])
    for row in overview["rows"]:
        if abs(hundredths(row["cells"][0]) - total[OVERVIEW[row["label"]]]) > 1:
            yield "t.overview." + row["label"]


def sums(prefix, columns, cells, parts):
    for column, cell, *below in zip(columns, cells, *parts):
        if abs(cell - sum(below)) * 2 > len(parts) + 1:
            yield prefix + column


def main():
    kind, source, target = sys.argv[1:]
    checks, each = (self_evaluation, 22) if kind == "self_evaluations" else (table_set, 172)
    records = findings = 0
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            records += 1
            for check in sorted(checks(json.loads(line))):
                findings += 1
                out.write(f'{{"record":{records},"check":"{check}"}}\n')
    print(json.dumps({"records": records, "checks": records * each, "findings": findings}))


if __name__ == "__main__":
    main()
