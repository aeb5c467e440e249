#!/usr/bin/env python3
"""What `gouji import` takes for a pile of self-evaluation forms, beside a reader written by hand in python3.

    GOUJI_BIN=build/release/bin/gouji python3 tests/bench/import_bench.py [--documents 1,100,1000] [--rows 12] [--json FILE]
    … --pdf FILE.pdf …        besides: each PDF beside `pdftotext -layout` alone

The pile is made up, the same for every run (a linear congruential generator, no clock): forms as text taken from a PDF
and as CSV. Both readers turn every file into figures with names and write them down; the reader by hand knows nothing
but this one form (csv and re, nothing else), accounts for no number and marks no doubt. First both are compared, figure
by figure, on the same files; a format that the packs do not read yet is told and left out.
Peak memory is that of the process (wait4); it must not grow with the number of documents.
"""

import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
FUND = ("initial", "annual", "executed", "weight", "rate", "score")
INDICATOR = ("target", "actual", "weight", "score")


# ── the pile ────────────────────────────────────────────────────────────────────────────────────────────


class Dice:
    """Numerical Recipes' generator: the same forms on every machine."""

    def __init__(self, seed):
        self.state = seed

    def upto(self, most):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state * most >> 32


LEVELS = [
    ("产出指标", ["数量", "质量", "时效", "成本"]),
    ("效益指标", ["经济效益", "社会效益", "可持续影响"]),
    ("满意度指标", ["服务对象满意度"]),
]
SUBJECTS = ["培训", "设备更新", "巡查", "课题", "热线接听", "资料印制", "场所维护", "信息报送", "走访", "检测"]
KINDS = {
    "数量": ("数量", "次"), "质量": ("合格率", "%"), "时效": ("完成时间", "天"), "成本": ("成本", "万元"), "经济效益": ("节约费用", "万元"),
    "社会效益": ("覆盖人数", "人"), "可持续影响": ("影响年限", "年"), "服务对象满意度": ("满意度", "%"),
}


def make_form(number, rows):
    """One form: names and printed figures."""
    dice = Dice(number * 2654435761 % 2**32)
    annual = 1000 + dice.upto(900000)
    executed = annual * (60 + dice.upto(41)) // 100
    money = lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02}"  # noqa: E731
    rate = executed * 10000 // annual
    fund = [money(annual), money(annual), money(executed), "10", f"{rate // 100}.{rate % 100:02}%", f"{rate // 1000}.{rate // 10 % 100:02}"]
    share = [90 // rows + (1 if i < 90 % rows else 0) for i in range(rows)]
    words = [(one, two) for one, twos in LEVELS for two in twos]
    indicators = []
    for i, weight in enumerate(share):
        one, two = words[i * len(words) // rows]
        ending, unit = KINDS[two]
        target = 60 + dice.upto(39) if unit == "%" else 2 + dice.upto(60)
        name = SUBJECTS[dice.upto(len(SUBJECTS))] + "第" + "一二三四五六七八九十"[i % 10] + "类" + ending
        indicators.append((one, two, name, [f"≥{target}{unit}", f"{target + dice.upto(2)}{unit}", str(weight), str(weight)]))
    return {"unit": f"某县某某局{number:06}", "name": f"{SUBJECTS[number % len(SUBJECTS)]}经费", "fund": fund, "rows": indicators,
            "total": ["100", f"{90 + rate // 1000}.{rate // 10 % 100:02}"]}


def as_text(form):
    """As text comes out of a PDF: borders lost, blank lines between rows."""
    lines = ["项目支出绩效自评表", "（2023年度）", "", f"项目名称 {form['name']}", f"主管部门及代码 {form['unit']}", "", "项目资金（万元）", "",
             "资 金 来 源 年初预算数 全年预算数（A） 全年执行数（B） 分值 执行率 得分", "", "年度资金总额： " + " ".join(form["fund"]), "",
             f"单位名称 {form['unit']}", "", "年度总", "体目标", "", "预期目标 实际完成情况", "", "保障全年工作。", "", "全年工作完成。", "", "绩", "效", "指", "标", "",
             "一级指标 二级指标 三级指标 年度指标值(A) 实际完成值(B) 分值 得分 未完成原因分析", ""]
    last = [None, None]
    for one, two, name, figures in form["rows"]:
        if one != last[0]:
            lines += [one[:2], one[2:], ""]
        if two != last[1]:
            lines.append(f"{two} {name} {' '.join(figures)}")
        else:
            lines.append(f"{name} {' '.join(figures)}")
        lines.append("")
        last = [one, two]
    lines += ["总         分 " + " ".join(form["total"]), "", "自评", "结论", "", "优", ""]
    return "\n".join(lines) + "\n"


def as_csv(form):
    """As a spreadsheet saves it: merged cells stand once."""
    rows = [["项目支出绩效自评表"], ["（2023年度）"], ["项目名称", form["name"]], ["单位名称", form["unit"]],
            ["项目资金（万元）", "资金来源", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率", "得分"], ["", "年度资金总额", *form["fund"]],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值(A)", "实际完成值(B)", "分值", "得分", "未完成原因分析"]]
    last = [None, None]
    for one, two, name, figures in form["rows"]:
        rows.append(["", "" if one == last[0] else one, "" if two == last[1] else two, name, *figures, ""])
        last = [one, two]
    rows.append(["总分", "", "", "", "", "", *form["total"], ""])
    out = []
    for row in rows:
        out.append(",".join(f'"{cell}"' if "," in cell else cell for cell in row))
    return "\n".join(out) + "\n"


WRITERS = {"text": (as_text, "txt"), "csv": (as_csv, "csv")}


def make_pile(folder, kind, count, rows):
    """The files; their bytes and the figures that they print in named fields."""
    write, ending = WRITERS[kind]
    size = figures = 0
    for number in range(count):
        data = write(make_form(number, rows)).encode()
        (folder / f"{number:06}.{ending}").write_bytes(data)
        size += len(data)
        figures += len(FUND) + rows * len(INDICATOR) + 2
    return size, figures


# ── the reader by hand ──────────────────────────────────────────────────────────────────────────────────

FIGURE = r"[0-9][0-9,]*(?:\.[0-9]+)?"
FUND_LINE = re.compile(rf"^\s*(年度资金总额|财政拨款|其他资金)[：:]?\s+({FIGURE})\s+({FIGURE})\s+({FIGURE})\s+({FIGURE})\s+({FIGURE}%)\s+({FIGURE})\s*$")
ROW_LINE = re.compile(rf"^\s*(?:(\S+)\s+)?(\S+)\s+([≥≤=＞＜]?{FIGURE}\S*)\s+({FIGURE}\S*)\s+({FIGURE})\s+({FIGURE})\s*$")
TOTAL_LINE = re.compile(rf"^\s*总\s*分\s+({FIGURE})\s+({FIGURE})\s*$")
NAME_LINE = re.compile(r"^\s*(单位名称|项目名称)\s+(.+)$")


def read_text(path):
    got = {"funds": [], "indicators": []}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if name := NAME_LINE.match(line):
                got["unit" if name[1] == "单位名称" else "name"] = name[2].strip()
            elif fund := FUND_LINE.match(line):
                got["funds"].append({"source": fund[1], **dict(zip(FUND, fund.groups()[1:]))})
            elif total := TOTAL_LINE.match(line):
                got["total_weight"], got["total_score"] = total.groups()
            elif row := ROW_LINE.match(line):
                got["indicators"].append({"level2": row[1], "level3": row[2], **dict(zip(INDICATOR, row.groups()[2:]))})
    return got


def read_csv(path):
    got = {"funds": [], "indicators": []}
    part = None
    level1 = level2 = ""
    with open(path, encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            if not any(row):
                continue
            if row[0] in ("单位名称", "项目名称"):
                got["unit" if row[0] == "单位名称" else "name"] = row[1]
            elif "资金来源" in row:
                part = "funds"
            elif "三级指标" in row:
                part = "indicators"
            elif row[0] == "总分":
                got["total_weight"], got["total_score"] = row[6], row[7]
            elif part == "funds":
                got["funds"].append({"source": row[1], **dict(zip(FUND, row[2:8]))})
            elif part == "indicators":
                level1, level2 = row[1] or level1, row[2] or level2
                got["indicators"].append({"level1": level1, "level2": level2, "level3": row[3], **dict(zip(INDICATOR, row[4:8]))})
    return got


READERS = {"text": read_text, "csv": read_csv}


def by_hand(kind, folder, out):
    """The whole job of the reader by hand, in a process of its own: read every file, write every result."""
    Path(out).mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(folder).iterdir()):
        with open(Path(out) / (path.stem + ".json"), "w", encoding="utf-8") as file:
            json.dump(READERS[kind](path), file, ensure_ascii=False)


# ── measuring ───────────────────────────────────────────────────────────────────────────────────────────


def measured(command, environment=None):
    """(seconds, peak memory in MB, exit status, what it said on stderr, seconds of CPU time)"""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return seconds, usage.ru_maxrss / 1024, process.returncode, said.read().decode("utf-8", "replace"), cpu


def figures_of(document):
    """The figures of the bench, out of either reader's result."""
    form = document.get("evaluations", [document])[0]
    found = [(fund["source"].rstrip("：:"), key, fund[key]) for fund in form["funds"] for key in FUND]
    found += [(row["level3"], key, row[key]) for row in form["indicators"] for key in INDICATOR]
    return sorted(map(str, found + [("总分", key, form[key]) for key in ("total_weight", "total_score")]))


def compare(binary, kind, rows, environment):
    """None where both read the same figures out of ten forms, else what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        pile, sets, out = Path(folder, "pile"), Path(folder, "sets"), Path(folder, "out")
        pile.mkdir()
        make_pile(pile, kind, 10, rows)
        by_hand(kind, pile, out)
        _, _, status, said, _ = measured([binary, "import", str(pile), "-o", str(sets)], environment)
        if status != 0:
            return (said.strip().splitlines() or ["exit %d" % status])[0]
        lines = subprocess.run([binary, "export", str(sets), "-f", "ndjson"], capture_output=True, text=True, env=environment).stdout
        hand = {got["unit"]: got for got in (json.loads(path.read_text(encoding="utf-8")) for path in out.iterdir())}
        for line in lines.splitlines():
            document = json.loads(line)
            wanted = figures_of(hand.pop(document["unit"]))
            got = figures_of(document)
            if wanted != got:
                return "%s: %s" % (document["unit"], sorted(set(wanted) ^ set(got))[:4])
        return None if not hand else "not read: %s" % sorted(hand)[:3]


def race(binary, kind, count, rows, environment):
    with tempfile.TemporaryDirectory() as folder:
        pile, sets, out = Path(folder, "pile"), Path(folder, "sets"), Path(folder, "out")
        pile.mkdir()
        size, figures = make_pile(pile, kind, count, rows)
        result = {"kind": kind, "documents": count, "bytes": size, "figures": figures}
        for name, command in (("gouji", [binary, "import", str(pile), "-o", str(sets)]),
                              ("python", [sys.executable, __file__, "--by-hand", kind, str(pile), str(out)])):
            seconds, memory, status, said, cpu = measured(command, environment)
            if status != 0:
                sys.exit(f"{name}: exit {status}\n{said[-2000:]}")
            result[name] = {"seconds": round(seconds, 3), "cpu_seconds": round(cpu, 3), "figures_per_second": round(figures / seconds),
                            "megabytes_per_second": round(size / seconds / 1e6, 2), "peak_megabytes": round(memory, 1)}
        result["ratio"] = round(result["gouji"]["seconds"] / result["python"]["seconds"], 2)
        result["cpu_ratio"] = round(result["gouji"]["cpu_seconds"] / result["python"]["cpu_seconds"], 2)
        return result


def race_pdf(binary, path, environment):
    with tempfile.TemporaryDirectory() as folder:
        told = measured([binary, "import", path, "-o", os.path.join(folder, "sets"), "--report", os.path.join(folder, "r.json")], environment)
        plain = measured(["pdftotext", "-layout", path, os.path.join(folder, "text")])
        return {"pdf": os.path.basename(path), "bytes": os.path.getsize(path), "exit": told[2],
                "gouji": {"seconds": round(told[0], 3), "peak_megabytes": round(told[1], 1)},
                "pdftotext": {"seconds": round(plain[0], 3), "peak_megabytes": round(plain[1], 1)},
                "ratio": round(told[0] / plain[0], 2)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", default="1,100,1000", help="how many, a list (10000 takes minutes)")
    arguments.add_argument("--rows", type=int, default=12, help="indicators of a form")
    arguments.add_argument("--kinds", default="text,csv")
    arguments.add_argument("--pdf", nargs="*", default=[], help="PDF files to race with pdftotext -layout")
    arguments.add_argument("--json", help="the results as JSON, too")
    arguments.add_argument("--by-hand", nargs=3, metavar=("KIND", "FOLDER", "OUT"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.by_hand:
        return by_hand(*options.by_hand)
    binary = os.environ.get("GOUJI_BIN") or str(HOME / "build/release/bin/gouji")
    if not os.path.exists(binary):
        sys.exit(f"no program at {binary}: cmake --preset release && cmake --build build/release, or set GOUJI_BIN")
    environment = {**os.environ, "GOUJI_HOME": str(HOME), "LC_ALL": "C.UTF-8"}
    results = {"bench": "gouji.import_bench.v1", "binary": binary, "rows": options.rows, "runs": [], "pdf": [], "left_out": {}}
    for kind in options.kinds.split(","):
        if wrong := compare(binary, kind, options.rows, environment):
            results["left_out"][kind] = wrong
            print(f"{kind}: not the same figures, left out: {wrong}")
            continue
        print(f"{kind}: the same figures as the reader by hand")
        print(f"{'documents':>10} {'':8} {'seconds':>9} {'CPU s':>8} {'figures/s':>10} {'MB/s':>8} {'peak MB':>8} {'ratio':>7}")
        for count in map(int, options.documents.split(",")):
            run = race(binary, kind, count, options.rows, environment)
            results["runs"].append(run)
            for name in ("gouji", "python"):
                one = run[name]
                print(f"{count if name == 'gouji' else '':>10} {name:8} {one['seconds']:>9.3f} {one['cpu_seconds']:>8.3f} {one['figures_per_second']:>10} "
                      f"{one['megabytes_per_second']:>8.2f} {one['peak_megabytes']:>8.1f} {run['ratio'] if name == 'gouji' else '':>7}")
    if options.pdf and not shutil.which("pdftotext"):
        sys.exit("pdftotext is not there (poppler-utils)")
    for path in options.pdf:
        run = race_pdf(binary, path, environment)
        results["pdf"].append(run)
        print(f"{run['pdf']}: gouji {run['gouji']['seconds']} s, {run['gouji']['peak_megabytes']} MB; pdftotext -layout "
              f"{run['pdftotext']['seconds']} s; ratio {run['ratio']}{'' if run['exit'] == 0 else ' (gouji: exit %d)' % run['exit']}")
    if options.json:
        Path(options.json).write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
