"""The checks of ../checks.md in polars: whole columns, texts turned into whole numbers by its own expressions."""

import os

os.environ["POLARS_MAX_THREADS"] = "1"  # one thread, as everyone here

import polars as pl  # noqa: E402

from support import COLUMNS, LEVELS, OVERVIEW, run  # noqa: E402

TEXT = pl.String
FORM = {"evaluations": pl.List(pl.Struct({
    "funds": pl.List(pl.Struct(dict.fromkeys(["annual", "executed", "weight", "rate", "score"], TEXT))),
    "indicators": pl.List(pl.Struct(dict.fromkeys(["level1", "level3", "target", "actual", "weight", "score"], TEXT))),
    "total_score": TEXT}))}
TABLES = {"tables": pl.List(pl.Struct({
    "rows": pl.List(pl.Struct({"label": TEXT, "code": TEXT, "cells": pl.List(TEXT)}))}))}
CELLS = [f"c{at}" for at in range(len(COLUMNS))]


def cents(text):
    """Of texts that print two decimals."""
    return text.str.replace_all(r"[,.]", "").cast(pl.Int64)


def quantity(text):
    """Of texts with one decimal at most, or none."""
    number = text.str.extract(r"(\d+\.?\d?)")
    whole = number.str.replace(".", "", literal=True).cast(pl.Int64)
    return whole * pl.when(number.str.contains(".", literal=True)).then(10).otherwise(100)


def agrees(score, weight, over, over_half, under, under_half):
    score, weight = score.cast(pl.Int128), weight.cast(pl.Int128)
    low, high = pl.min_horizontal(over - over_half, under + under_half), pl.min_horizontal(over + over_half, under - under_half)
    return ((2 * score + 1) * (under + under_half) >= 2 * weight * low) & ((2 * score - 1) * (under - under_half) <= 2 * weight * high)


def pairs(frame, condition, check):
    return frame.filter(condition).select("record", check).rows()


def forms_of(source):
    read = pl.read_ndjson(source, schema=FORM).with_row_index("record", offset=1)
    form = read.select("record", form=pl.col("evaluations").list.first()).unnest("form")
    fund = pl.col("funds").list.first().struct
    heads = form.select("record", total=cents(pl.col("total_score")), annual=cents(fund.field("annual")), executed=cents(fund.field("executed")),
                        weight=quantity(fund.field("weight")), rate=cents(fund.field("rate").str.strip_chars_end("%")), score=cents(fund.field("score")))
    rows = form.select("record", one="indicators").explode("one").unnest("one").with_columns(
        reverse=pl.col("target").str.starts_with("≤"), half=pl.when(pl.col("actual").str.ends_with("%")).then(10).otherwise(0),
        target=quantity(pl.col("target")), actual=quantity(pl.col("actual")), weight=quantity(pl.col("weight")), score=cents(pl.col("score")))
    return heads, rows


def self_evaluations(source):
    heads, rows = forms_of(source)
    score, weight, target, actual, half = (pl.col(name) for name in ("score", "weight", "target", "actual", "half"))
    holds = pl.when(pl.col("reverse")).then(agrees(score, weight, 2 * target, pl.lit(0), 2 * actual, half)).otherwise(
        agrees(score, weight, 2 * actual, half, 2 * target, pl.lit(0)))
    found = pairs(rows, ~holds, pl.lit("s.indicator.") + pl.col("level3"))
    sums = rows.group_by("record").agg(weights=weight.sum(), scores=score.sum(), **{
        check: weight.filter(pl.col("level1") == level).sum() for level, check, _ in LEVELS})
    heads = heads.join(sums, on="record").with_columns(pl.col("annual", "executed", "rate").cast(pl.Int128))
    annual, executed, rate = pl.col("annual"), pl.col("executed"), pl.col("rate")
    one = pl.lit(1)
    broken = {
        "s.weights": weight + pl.col("weights") != 100_00,
        **{check: pl.col(check) != points for _, check, points in LEVELS},
        "s.scores": score + pl.col("scores") != pl.col("total"),
        "s.rate": ((2 * rate + 1) * (2 * annual + 1) < 20_000 * (2 * executed - 1)) | ((2 * rate - 1) * (2 * annual - 1) > 20_000 * (2 * executed + 1)),
        "s.fund_score": ~agrees(score, weight, 2 * executed, one, 2 * annual, one)}
    for check, condition in broken.items():
        found += pairs(heads, condition, pl.lit(check))
    return heads.height, found


def lines_of(read, table):
    lines = read.select("record", row=pl.col("tables").list.get(table).struct.field("rows")).explode("row").unnest("row")
    return lines.with_columns(pl.col("cells").list.eval(cents(pl.element()))).with_columns(
        **{name: pl.col("cells").list.get(at, null_on_oob=True) for at, name in enumerate(CELLS)}).drop("cells")


def table_sets(source):
    read = pl.read_ndjson(source, schema=TABLES).with_row_index("record", offset=1)
    lines, overview = lines_of(read, 0), lines_of(read, 1)
    coded = lines.filter(pl.col("code").is_not_null())
    found = pairs(coded, (pl.col("c0") - pl.sum_horizontal(CELLS[1:])).abs() * 2 > len(COLUMNS), pl.lit("t.row.") + pl.col("label"))
    above = pl.when(pl.col("code").str.len_bytes() == 3).then(pl.lit("")).otherwise(pl.col("code").str.head(-2))
    below = coded.group_by("record", code=above).agg(pl.col(CELLS).sum().name.suffix("_below"), parts=pl.len().cast(pl.Int64))
    sums = lines.with_columns(pl.col("code").fill_null("")).join(below, on=["record", "code"])
    check = pl.when(pl.col("code") == "").then(pl.lit("t.total.")).otherwise(pl.lit("t.parent.") + pl.col("label") + ".")
    for name, column in zip(CELLS, COLUMNS):
        found += pairs(sums, (pl.col(name) - pl.col(name + "_below")).abs() * 2 > pl.col("parts") + 1, check + column)
    totals = lines.filter(pl.col("code").is_null()).select("record", *(pl.col(f"c{at}").alias(label) for label, at in OVERVIEW.items()))
    totals = totals.unpivot(index="record", variable_name="label", value_name="total")
    found += pairs(overview.join(totals, on=["record", "label"]), (pl.col("c0") - pl.col("total")).abs() > 1, pl.lit("t.overview.") + pl.col("label"))
    return read.height, found


if __name__ == "__main__":
    run(self_evaluations, table_sets)
