"""`gouji bench`: made-up disclosures with seeded faults, checked by gouji and by others, the ratios side by side.

GOUJI_HOME=FOLDER   the project; by default the one that this file is in
GOUJI_BIN=FILE      the program; by default that of the release build
"""

import argparse
import fcntl
import json
import os
import sys
from pathlib import Path

from entrants import ENTRANTS, KINDS, Place, install
from measure import Corpus, load, machine, rounds
from report import compare, figures, text

SIZES = {"tiny": 50, "small": 1_000, "medium": 10_000, "large": 100_000}
ENGLISH = not os.environ.get("LC_ALL", os.environ.get("LC_MESSAGES", os.environ.get("LANG", ""))).startswith("zh")


def say(chinese, english):
    return english if ENGLISH else chinese


class Parser(argparse.ArgumentParser):
    def error(self, message):
        """Ends in 1, as every wrong call of gouji."""
        self.print_usage(sys.stderr)
        self.exit(1, f"gouji bench: {message}\n")


def arguments():
    global ENGLISH
    early = Parser(add_help=False)
    early.add_argument("--lang", choices=["zh", "en"])
    if lang := early.parse_known_args()[0].lang:
        ENGLISH = lang == "en"
    parser = Parser(prog="gouji bench", formatter_class=argparse.RawDescriptionHelpFormatter, description=say(
        "生成有已知错误的公开文本，由 gouji 和别的办法各审核一遍：先逐条核对结果，再比快慢。",
        "Made-up disclosures with known faults are checked by gouji and by others: first all findings are compared, then the time."),
        epilog=say("例", "examples") + ":\n  gouji bench\n  gouji bench --size medium -f json -o bench.json\n"
        "  gouji bench --size medium --only gouji --compare bench.json")
    add = parser.add_argument
    add("--size", choices=SIZES, default="small", help=say("份数：", "records: ") + ", ".join(f"{name} {count:,}" for name, count in SIZES.items()))
    add("--records", type=int, metavar="N", help=say("另定份数", "another number of records"))
    add("--rounds", type=int, default=5, metavar="N", help=say("轮数", "rounds") + " (5)")
    add("--only", metavar="NAME,…", help=say("只要这些参加者（标尺总在）：", "these contenders only (the yardstick always): ") + ", ".join(one.name for one in ENTRANTS))
    add("--kinds", metavar="KIND,…", default=",".join(KINDS), help=", ".join(KINDS))
    add("--huge", action="store_true", help=say("金额大到 10^16 分", "amounts up to 10^16 hundredths"))
    add("--seed", type=int, default=1)
    add("--faults", type=int, default=30, metavar="N", help=say("每千份有错的份数", "records with a fault in a thousand") + " (30)")
    add("--scratch", type=Path, metavar="DIR", help=say("数据和参加者的软件包所在", "where data and the contenders' packages lie") + " (build/bench)")
    add("--offline", action="store_true", help=say("不下载", "fetch nothing"))
    add("--compare", type=Path, metavar="BASELINE.json", help=say("与以前的报告比较，变慢时以 3 结束", "compare with an earlier report; ends in 3 where gouji became slower"))
    add("-f", "--format", choices=["text", "json"], default="text")
    add("-o", "--output", type=Path, metavar="FILE")
    add("--lang", choices=["zh", "en"])
    options = parser.parse_args()
    known = {one.name for one in ENTRANTS}
    for name, allowed in ((options.only, known), (options.kinds, set(KINDS))):
        if unknown := set(filter(None, (name or "").split(","))) - allowed:
            parser.error(say("没有：", "no such: ") + ", ".join(sorted(unknown)) + say("；有：", "; there are: ") + ", ".join(sorted(allowed)))
    if options.rounds < 1 or (options.records or 1) < 1:
        parser.error(say("份数、轮数至少为 1", "records and rounds are at least 1"))
    return options


def place_of(options):
    home = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[3])
    gouji = Path(os.environ.get("GOUJI_BIN") or home / "build/release/bin/gouji").resolve()
    place = Place(home, gouji.parent, gouji, (options.scratch or home / "build/bench").resolve(), options.offline)
    for program in (place.gouji, place.program("corpus"), place.program("watch")):
        if not program.exists():
            sys.exit(say(f"没有 {program}：请用 ./gouji bench，它先编译", f"no {program}: use ./gouji bench, which builds it"))
    (place.scratch / "home").mkdir(parents=True, exist_ok=True)
    (place.scratch / "home/workbench.toml").write_text("")
    return place


def alone(place):
    """Waits until no other call uses the scratch folder; the two would spoil each other's figures as well as files."""
    held = open(place.scratch / ".lock", "w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print(say("另一处正在测速，等它完成……", "another call is measuring; waiting for it…"), file=sys.stderr)
        fcntl.flock(held, fcntl.LOCK_EX)
    return held


def baseline(path):
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        if report["schema"] == "gouji.bench.v1":
            return report
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.exit(say(f"不能读取基准 {path}：{error}", f"cannot read the baseline {path}: {error}"))
    return sys.exit(say(f"{path} 不是 gouji bench -f json 的报告", f"{path} is no report of gouji bench -f json"))


def progress(what):
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)


def report_of(place, options):
    chosen = set(options.only.split(",")) | {"yardstick"} if options.only else {one.name for one in ENTRANTS}
    wanted = [one for one in ENTRANTS if one.name in chosen]
    for line in install(place, wanted):
        print(say("安装：", "installing: ") + line, file=sys.stderr)
    reasons = {one.name: one.needs(place) for one in wanted}
    skipped = [{"name": name, "reason": reason} for name, reason in reasons.items() if reason]
    entrants = [one for one in wanted if not reasons[one.name]]
    records = options.records or SIZES[options.size]
    kinds = options.kinds.split(",")
    made = {}

    def corpus_of(kind):
        def of(entrant):
            key = kind, min(records, entrant.most)
            if key not in made:
                made[key] = Corpus(place, *key, options)
            return made[key]
        return of

    before = load()
    results, failed = rounds(place, entrants, [corpus_of(kind) for kind in kinds], options.rounds, progress)
    progress("")
    figures(results)
    skipped += [{"name": name, "kind": kind, "reason": reason} for (name, kind), reason in failed.items()]
    whole = [Corpus(place, kind, records, options) for kind in kinds]
    return {"schema": "gouji.bench.v1", "machine": machine(), "load": {"before": before, "after": load()},
            "versions": {one.name: version.removeprefix(one.name + " ") for one in entrants if (version := one.version(place))},
            "options": {"records": records, "rounds": options.rounds, "seed": options.seed, "huge": options.huge, "faults_per_1000": options.faults},
            "corpora": [{"kind": one.kind, "records": one.records, "bytes": one.file.stat().st_size, "checks": one.records * KINDS[one.kind],
                         "seeded": len(one.seeded()), "fault_kinds": one.kinds()} for one in whole],
            "results": list(results.values()), "skipped": skipped}, failed


def main():
    options = arguments()
    place = place_of(options)
    before = baseline(options.compare) if options.compare else None
    with alone(place):
        report, failed = report_of(place, options)
    if before:
        report["comparisons"] = compare(report, before)
    out = json.dumps(report, ensure_ascii=False, indent=1) if options.format == "json" else "\n".join(text(report, say))
    if options.output:
        options.output.write_text(out + "\n", encoding="utf-8")
    else:
        print(out)
    own = [one for one in report["results"] if one["name"] in ("gouji", "yardstick")]
    slower = [one for one in report.get("comparisons", ()) if one["name"] == "gouji" and one["verdict"] == "slower"]
    if failed and any(name in ("gouji", "yardstick") for name, _ in failed):
        return 1
    return 3 if slower or any(one["agrees"] is False for one in own) else 0


if __name__ == "__main__":
    sys.exit(main())
