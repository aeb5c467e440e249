"""The checks of ../checks.md in SQL, by SQLite in memory; Python reads the lines and puts the figures in as whole numbers.

Its numbers have 64 bits: what overflows becomes a double without a word, so the products of huge amounts are not exact."""

import json
import sqlite3

from plain import hundredths, quantity
from support import run

FORMS = """
CREATE TABLE form (record INTEGER PRIMARY KEY, total INT, annual INT, executed INT, weight INT, rate INT, score INT);
CREATE TABLE indicator (record INT, level1 TEXT, level3 TEXT, weight INT, score INT, reverse INT, target INT, actual INT, half INT);
"""
# {score}, {weight}, over, its half, under, its half
AGREES = """(2 * {s} + 1) * ({u} + {uh}) >= 2 * {w} * min({o} - {oh}, {u} + {uh})
  AND (2 * {s} - 1) * ({u} - {uh}) <= 2 * {w} * min({o} + {oh}, {u} - {uh})"""
FORM_CHECKS = f"""
SELECT record, 's.indicator.' || level3 FROM indicator WHERE NOT CASE
  WHEN reverse THEN {AGREES.format(s="score", w="weight", o="2 * target", oh="0", u="2 * actual", uh="half")}
  ELSE {AGREES.format(s="score", w="weight", o="2 * actual", oh="half", u="2 * target", uh="0")} END
UNION ALL SELECT record, 's.rate' FROM form WHERE (2 * rate + 1) * (2 * annual + 1) < 20000 * (2 * executed - 1)
                                               OR (2 * rate - 1) * (2 * annual - 1) > 20000 * (2 * executed + 1)
UNION ALL SELECT record, 's.fund_score' FROM form WHERE NOT ({AGREES.format(s="score", w="weight", o="2 * executed", oh="1", u="2 * annual", uh="1")})
UNION ALL SELECT record, c FROM (
  SELECT f.record, f.weight + sum(i.weight) <> 10000 AS s1, f.score + sum(i.score) <> total AS s2,
         sum(i.weight) FILTER (WHERE level1 = '产出指标') <> 5000 AS s3, sum(i.weight) FILTER (WHERE level1 = '效益指标') <> 3000 AS s4,
         sum(i.weight) FILTER (WHERE level1 = '满意度指标') <> 1000 AS s5
  FROM indicator AS i JOIN form AS f USING (record) GROUP BY f.record)
JOIN (SELECT column1 AS n, column2 AS c FROM (VALUES (1, 's.weights'), (2, 's.scores'), (3, 's.output'), (4, 's.benefit'), (5, 's.satisfaction')))
WHERE CASE n WHEN 1 THEN s1 WHEN 2 THEN s2 WHEN 3 THEN s3 WHEN 4 THEN s4 ELSE s5 END
"""

TABLES = """
CREATE TABLE line (record INT, code TEXT, above TEXT, label TEXT, a INT, b INT, c INT, d INT, e INT, f INT);
CREATE TABLE overview (record INT, label TEXT, printed INT);
"""
NAMES = "(VALUES (1, '本年支出合计'), (2, '基本支出'), (3, '项目支出'), (4, '上缴上级支出'), (5, '经营支出'), (6, '对附属单位补助支出'))"
TABLE_CHECKS = f"""
SELECT record, 't.row.' || label FROM line WHERE code <> '' AND abs(a - b - c - d - e - f) * 2 > 6
UNION ALL SELECT record, iif(code = '', 't.total.', 't.parent.' || label || '.') || n.column2 FROM (
  SELECT l.record, l.code, l.label, n, l.a - s.a AS a, l.b - s.b AS b, l.c - s.c AS c, l.d - s.d AS d, l.e - s.e AS e, l.f - s.f AS f
  FROM (SELECT record, above, count(*) AS n, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(e) AS e, sum(f) AS f
        FROM line WHERE above IS NOT NULL GROUP BY record, above) AS s
  JOIN line AS l ON l.record = s.record AND l.code = s.above
  WHERE max(abs(l.a - s.a), abs(l.b - s.b), abs(l.c - s.c), abs(l.d - s.d), abs(l.e - s.e), abs(l.f - s.f)) * 2 > n + 1) AS gap
JOIN {NAMES} AS n
WHERE abs(CASE n.column1 WHEN 1 THEN a WHEN 2 THEN b WHEN 3 THEN c WHEN 4 THEN d WHEN 5 THEN e ELSE f END) * 2 > gap.n + 1
UNION ALL SELECT record, 't.overview.' || o.label FROM overview AS o JOIN line AS l USING (record) WHERE code = ''
  AND abs(printed - CASE o.label WHEN '本年支出' THEN a WHEN '基本支出' THEN b WHEN '项目支出' THEN c ELSE e END) > 1
"""


def database(tables):
    made = sqlite3.connect(":memory:")
    made.executescript(tables)
    return made


def self_evaluations(source):
    made, records = database(FORMS), 0
    with open(source, encoding="utf-8") as lines:
        for records, line in enumerate(lines, 1):
            form = json.loads(line)["evaluations"][0]
            fund = form["funds"][0]
            made.execute("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?, ?)", (
                records, *map(hundredths, (form["total_score"], fund["annual"], fund["executed"], fund["weight"], fund["rate"][:-1], fund["score"]))))
            made.executemany("INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (
                (records, one["level1"], one["level3"], hundredths(one["weight"]), hundredths(one["score"]), one["target"][0] == "≤",
                 quantity(one["target"])[0], quantity(one["actual"])[0], 10 if one["actual"][-1] == "%" else 0) for one in form["indicators"]))
    return records, made.execute(FORM_CHECKS).fetchall()


def line_of(record, row):
    code = row.get("code")
    above = None if code is None else code[:-2] if len(code) > 3 else ""
    return (record, code or "", above, row["label"], *map(hundredths, row["cells"]))


def table_sets(source):
    made, records = database(TABLES), 0
    with open(source, encoding="utf-8") as lines:
        for records, text in enumerate(lines, 1):
            spending, overview = json.loads(text)["tables"]
            made.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (line_of(records, row) for row in spending["rows"]))
            made.executemany("INSERT INTO overview VALUES (?, ?, ?)", ((records, row["label"], hundredths(row["cells"][0])) for row in overview["rows"]))
    made.execute("CREATE INDEX line_code ON line (record, code)")
    made.execute("ANALYZE")
    return records, made.execute(TABLE_CHECKS).fetchall()


if __name__ == "__main__":
    run(self_evaluations, table_sets)
