"""A disclosure as imported against its transcription, cell by cell.

What is compared is what a reader would call the same: full and half width, blanks and thousands separators do not count,
a dash is a blank, and a head that stands over every column of a table may be there or not.
"""
import collections
import re
import unicodedata

DASHES = {"", "-", "—", "--", "——", "/", "－"}
FUND = ["initial", "annual", "executed", "weight", "rate", "score"]
INDICATOR = ["level1_weight", "level2", "level3", "actual", "weight", "score", "reason"]
FACTS = ["province", "region", "unit", "year", "kind", "money_unit"]

Score = collections.namedtuple("Score", "right different missing extra")


def plain(text):
    text = "".join(unicodedata.normalize("NFKC", str(text or "")).split())
    return "" if text in DASHES else text


def figure(text):
    return plain(text).replace(",", "")


def source_name(text):
    return re.sub(r"^其中[:-]?", "", plain(text)).replace("其它", "其他").rstrip(":").split("(")[0]


def target_of(row):
    """Transcriptions join 指标性质|指标值|度量单位; the program keeps the three columns apart."""
    return "".join(plain(row.get(key)) for key in ("nature", "target", "unit")).replace("|", "")


def form_cells(document):
    cells = {}
    for number, form in enumerate(document.get("evaluations", [])):
        for key in ("scope", "name", "total_weight", "total_score", "grade"):
            cells[number, "form", key, 0] = plain(form.get(key))
        for fund in form.get("funds", []):
            for key in FUND:
                cells[number, source_name(fund["source"]), key, 0] = figure(fund.get(key))
        seen = collections.Counter()
        for row in form.get("indicators", []):
            name = plain(row.get("level3"))
            seen[name] += 1
            for key in INDICATOR:
                cells[number, name, key, seen[name]] = plain(row.get(key))
            cells[number, name, "target", seen[name]] = target_of(row)
            cells[number, name, "level1", seen[name]] = plain(row.get("level1")).split("(")[0]
    return {place: value for place, value in cells.items() if value}


def short_names(columns):
    names = [plain(column) for column in columns]
    if len({name.split("/")[0] for name in names}) == 1 and all("/" in name for name in names):
        names = [name.split("/", 1)[1] for name in names]
    return names


def table_cells(document):
    cells, tables = {}, collections.Counter()
    for table in document.get("tables", []):
        name = plain(table["name"])
        tables[name] += 1
        seen = collections.Counter()
        for row in table["rows"]:
            label = (plain(row.get("side")), plain(row.get("label")), plain(row.get("code")))
            seen[label] += 1
            values = row.get("cells", {})
            if isinstance(values, list):
                values = dict(zip(table["columns"], values))
            for column, short in zip(table["columns"], short_names(table["columns"])):
                cells[name, tables[name], label, seen[label], short] = figure(values.get(column))
    return {place: value for place, value in cells.items() if value}


def compared(wanted, got):
    right = sum(got.get(place) == value for place, value in wanted.items())
    missing = sum(place not in got for place in wanted)
    return Score(right, len(wanted) - right - missing, missing, sum(place not in wanted for place in got))


def claim_figures(claim):
    return (claim.get("kind"), figure(claim.get("amount")), figure(claim.get("change")),
            figure(claim.get("percent")).rstrip("%"), plain(claim.get("direction")))


def compared_claims(wanted, got):
    wanted, got = (collections.Counter(map(claim_figures, document.get("claims", []))) for document in (wanted, got))
    right = sum((wanted & got).values())
    return Score(right, 0, sum(wanted.values()) - right, sum(got.values()) - right)


def differences(wanted, got):
    """What differs or lacks, a line each."""
    for cells in (form_cells, table_cells):
        read = cells(got)
        for place, value in cells(wanted).items():
            if read.get(place) != value:
                yield f"{' '.join(map(str, place))}: {value!r}, imported {read.get(place)!r}"
