"""The checks of ../checks.md in pandas: json a line at a time, then whole columns; chunks keep the memory in bounds.

Products of amounts do not fit 64 bits where amounts are huge; those columns are Python's own whole numbers then (dtype object)."""

import itertools
import json

import numpy as np
import pandas as pd

from support import COLUMNS, LEVELS, OVERVIEW, run

CHUNK = 10_000
CELLS = [f"c{at}" for at in range(len(COLUMNS))]
FITS = 10**14  # 20,000 times twice this is still below 2^63


def cents(texts):
    """Of texts that print two decimals."""
    return texts.str.replace(",", "").str.replace(".", "").astype("int64")


def quantity(texts):
    return (pd.to_numeric(texts.str.extract(r"(\d+\.?\d?)")[0]) * 100).round().astype("int64")  # at most 7 digits: exact


def agrees(score, weight, over, over_half, under, under_half):
    low, high = np.minimum(over - over_half, under + under_half), np.minimum(over + over_half, under - under_half)
    return ((2 * score + 1) * (under + under_half) >= 2 * weight * low) & ((2 * score - 1) * (under - under_half) <= 2 * weight * high)


def pairs(frame, condition, check):
    broken = frame[condition]
    return list(zip(broken["record"].tolist(), [check] * len(broken) if isinstance(check, str) else check[condition].tolist()))


def chunks(source):
    with open(source, encoding="utf-8") as lines:
        first = 1
        while chunk := [json.loads(line) for line in itertools.islice(lines, CHUNK)]:
            yield first, chunk
            first += len(chunk)


def check_forms(first, records):
    forms = [record["evaluations"][0] for record in records]
    heads = pd.DataFrame([form["funds"][0] for form in forms], columns=["annual", "executed", "weight", "rate", "score"])
    heads["total"] = [form["total_score"] for form in forms]
    heads["rate"] = heads["rate"].str.rstrip("%")
    for name in ("annual", "executed", "rate", "score", "total"):
        heads[name] = cents(heads[name])
    heads["weight"] = heads["weight"].astype("int64") * 100
    heads["record"] = range(first, first + len(heads))
    if heads["annual"].max() > FITS:
        heads[["annual", "executed", "score", "weight", "rate"]] = heads[["annual", "executed", "score", "weight", "rate"]].astype(object)

    rows = pd.DataFrame([one for form in forms for one in form["indicators"]], columns=["level1", "level3", "target", "actual", "weight", "score"])
    rows["record"] = [first + at for at, form in enumerate(forms) for _ in form["indicators"]]
    rows["weight"], rows["score"] = rows["weight"].astype("int64") * 100, cents(rows["score"])
    reverse, half = rows["target"].str.startswith("≤"), rows["actual"].str.endswith("%") * 10
    target, actual = 2 * quantity(rows["target"]), 2 * quantity(rows["actual"])
    nothing = half * 0
    holds = agrees(rows["score"], rows["weight"], target.where(reverse, actual), nothing.where(reverse, half),
                   actual.where(reverse, target), half.where(reverse, nothing))
    found = pairs(rows, ~holds, "s.indicator." + rows["level3"])

    weights = rows.pivot_table(index="record", columns="level1", values="weight", aggfunc="sum").reindex(heads["record"]).reset_index()
    scores = rows.groupby("record")["score"].sum().reset_index(drop=True)
    annual, executed, rate = heads["annual"], heads["executed"], heads["rate"]
    found += pairs(heads, heads["weight"] + weights[[level for level, _, _ in LEVELS]].sum(axis=1) != 100_00, "s.weights")
    for level, check, points in LEVELS:
        found += pairs(heads, weights[level] != points, check)
    found += pairs(heads, heads["score"] + scores != heads["total"], "s.scores")
    found += pairs(heads, ((2 * rate + 1) * (2 * annual + 1) < 20_000 * (2 * executed - 1)) | ((2 * rate - 1) * (2 * annual - 1) > 20_000 * (2 * executed + 1)), "s.rate")
    return found + pairs(heads, ~agrees(heads["score"], heads["weight"], 2 * executed, 1, 2 * annual, 1), "s.fund_score")


def frame_of(first, records, table):
    rows = [(first + at, row["label"], row.get("code", ""), *row["cells"]) for at, record in enumerate(records) for row in record["tables"][table]["rows"]]
    frame = pd.DataFrame(rows, columns=["record", "label", "code", *CELLS][:len(rows[0])])
    for name in CELLS:
        if name in frame:
            frame[name] = cents(frame[name])
    return frame


def check_tables(first, records):
    lines, overview = frame_of(first, records, 0), frame_of(first, records, 1)
    coded = lines[lines["code"] != ""]
    found = pairs(coded, (coded["c0"] - coded[CELLS[1:]].sum(axis=1)).abs() * 2 > len(COLUMNS), "t.row." + coded["label"])
    above = coded["code"].str[:-2].where(coded["code"].str.len() > 3, "")
    groups = coded.groupby(["record", above])[CELLS]
    below = groups.sum().add_suffix("_below").assign(parts=groups.size()).reset_index()
    sums = lines.merge(below, on=["record", "code"])
    check = ("t.parent." + sums["label"] + ".").where(sums["code"] != "", "t.total.")
    for name, column in zip(CELLS, COLUMNS):
        found += pairs(sums, (sums[name] - sums[name + "_below"]).abs() * 2 > sums["parts"] + 1, check + column)
    totals = lines[lines["code"] == ""].set_index("record")
    for label, at in OVERVIEW.items():
        own = overview[overview["label"] == label]
        found += pairs(own, (own["c0"] - own["record"].map(totals[f"c{at}"])).abs() > 1, "t.overview." + label)
    return found


def chunked(check):
    def whole(source):
        found, records = [], 0
        for first, chunk in chunks(source):
            found += check(first, chunk)
            records += len(chunk)
        return records, found
    return whole


if __name__ == "__main__":
    run(chunked(check_forms), chunked(check_tables))
