"""What the contenders in Python share: how they are called, and how findings are written."""

import json
import sys

EACH = {"self_evaluations": 22, "table_sets": 172}
LEVELS = [("产出指标", "s.output", 50_00), ("效益指标", "s.benefit", 30_00), ("满意度指标", "s.satisfaction", 10_00)]
COLUMNS = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
OVERVIEW = {"本年支出": 0, "基本支出": 1, "项目支出": 2, "经营支出": 4}


def run(self_evaluations, table_sets, each=None):
    """usage: CONTENDER self_evaluations|table_sets INPUT OUTPUT. The two functions take INPUT and give the number of records
    and the findings as pairs of record and check; `each` is how many checks of a record they make."""
    kind, source, target = sys.argv[1:]
    records, findings = (self_evaluations if kind == "self_evaluations" else table_sets)(source)
    findings = sorted(findings)
    with open(target, "w", encoding="utf-8") as out:
        out.writelines(f'{{"record":{record},"check":"{check}"}}\n' for record, check in findings)
    print(json.dumps({"records": records, "checks": records * (each or EACH)[kind], "findings": len(findings)}))
