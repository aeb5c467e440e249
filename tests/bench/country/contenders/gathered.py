"""What a host hands to a rule engine: figures as whole hundredths, the rows below a row beside it."""

from plain import hundredths, quantity


def indicator_of(one):
    (target, _), (actual, rate) = quantity(one["target"]), quantity(one["actual"])
    ends = (2 * target, 0, 2 * actual, 10 if rate else 0)
    over, over_half, under, under_half = ends if one["target"][0] == "≤" else ends[2:] + ends[:2]
    return {"check": "s.indicator." + one["level3"], "level1": one["level1"], "weight": hundredths(one["weight"]), "score": hundredths(one["score"]),
            "over": over, "over_half": over_half, "under": under, "under_half": under_half}


def form_of(record):
    form = record["evaluations"][0]
    fund = form["funds"][0]
    context = {name: hundredths(fund[name].rstrip("%")) for name in ("annual", "executed", "weight", "rate", "score")}
    return context | {"total": hundredths(form["total_score"]), "indicators": [indicator_of(one) for one in form["indicators"]]}


def sums_of(record):
    """Every sum of a table set that is checked: a whole and its parts."""
    spending, overview = record["tables"]
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
