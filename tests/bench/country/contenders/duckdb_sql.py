"""The checks of ../checks.md in SQL, by DuckDB over the NDJSON file itself (its objects by from_json, which takes a third of the time of
read_ndjson with the same columns)."""

import duckdb

from support import COLUMNS, run

MACROS = """
CREATE MACRO cents(t) AS replace(replace(t, ',', ''), '.', '')::BIGINT;  -- money, rates and scores print two decimals
CREATE MACRO quantity(t) AS (regexp_extract(t, '[0-9.]+')::DECIMAL(18, 2) * 100)::BIGINT;
CREATE MACRO agrees(score, weight, over, over_half, under, under_half) AS
  (2 * score + 1) * (under + under_half) >= 2 * weight * least(over - over_half, under + under_half)
  AND (2 * score - 1) * (under - under_half) <= 2 * weight * least(over + over_half, under - under_half);
"""

FORMS = """
CREATE TABLE form AS
SELECT row_number() OVER () AS record, cents(f.total_score) AS total,
       cents(f.funds[1].annual)::HUGEINT AS annual, cents(f.funds[1].executed) AS executed, f.funds[1].weight::BIGINT * 100 AS weight,
       cents(rtrim(f.funds[1].rate, '%')) AS rate, cents(f.funds[1].score) AS score, f.indicators AS indicators
FROM (SELECT from_json(json, '{"evaluations": [{"total_score": "VARCHAR",
  "funds": [{"annual": "VARCHAR", "executed": "VARCHAR", "weight": "VARCHAR", "rate": "VARCHAR", "score": "VARCHAR"}],
  "indicators": [{"level1": "VARCHAR", "level3": "VARCHAR", "target": "VARCHAR", "actual": "VARCHAR", "weight": "VARCHAR", "score": "VARCHAR"}]}]}'
  ).evaluations[1] AS f FROM read_ndjson_objects(?));

CREATE TABLE indicator AS
SELECT record, i.level1 AS level1, i.level3 AS level3, i.weight::BIGINT * 100 AS weight, cents(i.score) AS score,
       quantity(i.target) AS target, quantity(i.actual) AS actual, CASE WHEN i.actual LIKE '%\\%' ESCAPE '\\' THEN 10 ELSE 0 END AS half,
       i.target LIKE '≤%' AS reverse
FROM (SELECT record, unnest(indicators) AS i FROM form);
"""

FORM_CHECKS = """
SELECT record, 's.indicator.' || level3 AS name FROM indicator WHERE NOT
  CASE WHEN reverse THEN agrees(score, weight, 2 * target, 0, 2 * actual, half) ELSE agrees(score, weight, 2 * actual, half, 2 * target, 0) END
UNION ALL
SELECT record, unnest(names) FROM (
  SELECT record, list_filter([
    CASE WHEN form.weight + s.weight <> 10000 THEN 's.weights' END, CASE WHEN output <> 5000 THEN 's.output' END,
    CASE WHEN benefit <> 3000 THEN 's.benefit' END, CASE WHEN satisfaction <> 1000 THEN 's.satisfaction' END,
    CASE WHEN form.score + s.score <> total THEN 's.scores' END,
    CASE WHEN (2 * rate + 1) * (2 * annual + 1) < 20000 * (2 * executed::HUGEINT - 1)
           OR (2 * rate - 1) * (2 * annual - 1) > 20000 * (2 * executed::HUGEINT + 1) THEN 's.rate' END,
    CASE WHEN NOT agrees(form.score, form.weight, 2 * executed::HUGEINT, 1, 2 * annual, 1) THEN 's.fund_score' END],
    lambda name: name IS NOT NULL) AS names
  FROM form JOIN (SELECT record, sum(weight) AS weight, sum(score) AS score, sum(weight) FILTER (level1 = '产出指标') AS output,
                         sum(weight) FILTER (level1 = '效益指标') AS benefit, sum(weight) FILTER (level1 = '满意度指标') AS satisfaction
                  FROM indicator GROUP BY record) AS s USING (record))
"""

TABLES = """
CREATE TABLE document AS SELECT row_number() OVER () AS record,
  from_json(json, '{"tables": [{"rows": [{"label": "VARCHAR", "code": "VARCHAR", "cells": ["VARCHAR"]}]}]}').tables AS tables FROM read_ndjson_objects(?);
CREATE TABLE line AS
SELECT record, r.label AS label, coalesce(r.code, '') AS code,
       CASE WHEN r.code IS NULL THEN NULL WHEN length(r.code) = 3 THEN '' ELSE left(r.code, -2) END AS above,
       cents(r.cells[1]) AS a, cents(r.cells[2]) AS b, cents(r.cells[3]) AS c, cents(r.cells[4]) AS d, cents(r.cells[5]) AS e, cents(r.cells[6]) AS f
FROM (SELECT record, unnest(tables[1].rows) AS r FROM document);
"""

TABLE_CHECKS = f"""
SELECT record, 't.row.' || label AS name FROM line WHERE code <> '' AND abs(a - b - c - d - e - f) * 2 > 6
UNION ALL
SELECT record, CASE WHEN code = '' THEN 't.total.' ELSE 't.parent.' || label || '.' END || name FROM (
  SELECT record, label, code, n, unnest({COLUMNS}) AS name, unnest([l.a - s.a, l.b - s.b, l.c - s.c, l.d - s.d, l.e - s.e, l.f - s.f]) AS gap
  FROM line AS l JOIN (SELECT record, above AS code, count(*) AS n, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(e) AS e, sum(f) AS f
                       FROM line WHERE above IS NOT NULL GROUP BY ALL) AS s USING (record, code))
WHERE abs(gap) * 2 > n + 1
UNION ALL
SELECT record, 't.overview.' || o.label FROM (SELECT record, unnest(tables[2].rows) AS o FROM document) JOIN line USING (record)
WHERE line.code = '' AND abs(cents(o.cells[1]) - CASE o.label WHEN '本年支出' THEN a WHEN '基本支出' THEN b WHEN '项目支出' THEN c ELSE e END) > 1
"""


def asked(load, checks, records, source):
    database = duckdb.connect(config={"threads": 1})  # one thread, as everyone here
    database.execute(MACROS)
    for statement in load.split(";")[:-1]:
        database.execute(statement, [source] if "?" in statement else None)
    findings = database.execute(checks).fetchall()
    return database.execute(f"SELECT count(*) FROM {records}").fetchone()[0], findings


if __name__ == "__main__":
    run(lambda source: asked(FORMS, FORM_CHECKS, "form", source), lambda source: asked(TABLES, TABLE_CHECKS, "document", source))
