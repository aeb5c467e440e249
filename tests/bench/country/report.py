"""What was measured, as figures and as a table; the comparison with an earlier report."""

import random
import statistics
import unicodedata

from entrants import KINDS

NAMES = {"self_evaluations": ("S 绩效自评（22 项）", "S self-evaluations (22 checks)"), "table_sets": ("T 部门报表（172 项）", "T table sets (172 checks)")}
DRAWS = 4000
FEWEST_ROUNDS = 4
NOTABLE = 1.05  # a change below this is none


def middle(values, digits=4):
    return round(statistics.median(values), digits)


def ratios_to(name, result, results):
    """CPU time a record to that of another contender in the same round; none where that one did not run as often."""
    other = results.get((name, result["kind"]))
    if not other or len(other["rounds"]) != len(result["rounds"]):
        return []
    return [a["cpu"] / result["records"] / (b["cpu"] / other["records"]) for a, b in zip(result["rounds"], other["rounds"])]


def figures(results):
    """Adds the medians, and the ratios to the yardstick and to stage 1."""
    for result in results.values():
        rounds = result["rounds"]
        if not rounds:
            continue
        result |= {"cpu": middle([one["cpu"] for one in rounds]), "wall": middle([one["wall"] for one in rounds]),
                   "peak_mb": max(one["peak_mb"] for one in rounds)}
        if ratios := ratios_to("yardstick", result, results):
            result |= {"ratio": middle(ratios, 3), "ratio_low": round(min(ratios), 3), "ratio_high": round(max(ratios), 3),
                       "ratios": [round(one, 4) for one in ratios]}
        if ratios := ratios_to("stage1", result, results):
            result["to_stage1"] = middle(ratios, 3)


# ── comparison ──────────────────────────────────────────────────────────────────────

def compare(now, before):
    """How the ratios to the yardstick changed since an earlier report: the median's change, and the range that 95 % of the
    draws (with replacement, of the rounds of both) lie in. Worse or better only where that range and the change say so."""
    old = {(one["name"], one["kind"]): one for one in before["results"]}
    compared = []
    for one in now["results"]:
        earlier = old.get((one["name"], one["kind"]))
        if one["name"] == "yardstick" or not earlier or not one.get("ratios") or not earlier.get("ratios"):
            continue
        entry = {"name": one["name"], "kind": one["kind"], "before": earlier["ratio"], "now": one["ratio"], "change": round(one["ratio"] / earlier["ratio"], 3)}
        if one["records"] != earlier["records"]:
            verdict = "other_size"
        elif min(len(one["ratios"]), len(earlier["ratios"])) < FEWEST_ROUNDS:
            verdict = "too_few_rounds"
        else:
            entry["low"], entry["high"] = changes(one["ratios"], earlier["ratios"])
            worse, better = entry["low"] > 1 and entry["change"] >= NOTABLE, entry["high"] < 1 and entry["change"] <= 1 / NOTABLE
            verdict = "slower" if worse else "faster" if better else "same"
        compared.append({**entry, "verdict": verdict})
    return compared


def changes(now, before):
    chance = random.Random(1)
    drawn = sorted(statistics.median(chance.choices(now, k=len(now))) / statistics.median(chance.choices(before, k=len(before))) for _ in range(DRAWS))
    return round(drawn[DRAWS * 25 // 1000], 3), round(drawn[DRAWS * 975 // 1000], 3)


# ── text ────────────────────────────────────────────────────────────────────────────

def width(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def table(heads, rows):
    widths = [max(width(line[at]) for line in [heads, *rows]) for at in range(len(heads))]
    for line in [heads, *rows]:
        cells = [text + " " * (wide - width(text)) if at == 0 or at == len(heads) - 1 else " " * (wide - width(text)) + text
                 for at, (text, wide) in enumerate(zip(line, widths))]
        yield "  ".join(cells).rstrip()


def judgement(one, say):
    if one["agrees"] is None:
        return say(f"{one['checks']} 项审核", f"{one['checks']} checks") if one.get("checks") else ""
    each = one["checks"] // one["records"]
    if one["agrees"] and each < KINDS[one["kind"]]:
        return say(f"与所置错误一致，只能写出 {each} 项", f"as seeded, of the {each} checks that it can express")
    if one["agrees"]:
        return say("与所置错误一致", "as seeded")
    where = "; ".join(f"{example['record']} {example['check']}" for example in one["examples"])
    return say(f"不一致：漏 {one['missing']}，多 {one['extra']}（{where}）", f"DIFFERS: {one['missing']} missing, {one['extra']} extra ({where})")


def number(value, digits):
    return "–" if value is None else f"{value:.{digits}f}"


def text(report, say):
    machine = report["machine"]
    yield f"{machine['cpu']}, {machine['cores']} × ; {machine['memory_mb'] // 1024} GB; {machine['system']}, {machine['kernel']}; {machine['date']}"
    yield say(f"负载 {report['load']['before'][0]} → {report['load']['after'][0]}，{report['options']['rounds']} 轮的中位数，比值取自同一轮",
              f"load {report['load']['before'][0]} → {report['load']['after'][0]}; medians of {report['options']['rounds']} rounds, ratios taken inside a round")
    yield "; ".join(f"{name} {version}" for name, version in report["versions"].items())
    for corpus in report["corpora"]:
        yield ""
        yield say(f"{NAMES[corpus['kind']][0]}：{corpus['records']} 份，{corpus['bytes'] / 1e6:.1f} MB，所置错误应有疑点 {corpus['seeded']} 条",
                  f"{NAMES[corpus['kind']][1]}: {corpus['records']} records, {corpus['bytes'] / 1e6:.1f} MB, {corpus['seeded']} findings seeded")
        heads = list(say(("参加者", "份数", "处理器秒", "用时秒", "峰值MB", "倍", "（范围）", "比 stage1", "结果"),
                         ("contender", "records", "cpu s", "wall s", "peak MB", "ratio", "(range)", "/ stage1", "findings")))
        rows = [[one["name"], str(one["records"]), number(one["cpu"], 3), number(one["wall"], 3), number(one["peak_mb"], 0), number(one.get("ratio"), 2),
                 f"({one['ratio_low']:.2f}–{one['ratio_high']:.2f})" if one.get("ratio") else "",
                 number(one.get("to_stage1"), 1), judgement(one, say)]
                for one in report["results"] if one["kind"] == corpus["kind"]]
        yield from table(heads, rows)
    for one in report["skipped"]:
        kind = f" {one['kind']}" if one.get("kind") else ""
        yield say(f"未参加：{one['name']}{kind}：{one['reason']}", f"skipped: {one['name']}{kind}: {one['reason']}")
    yield from compared_text(report.get("comparisons"), say)


VERDICTS = {"slower": ("变慢", "SLOWER"), "faster": ("变快", "faster"), "same": ("没有变化", "no change seen"),
            "too_few_rounds": (f"轮数不足 {FEWEST_ROUNDS}，不下结论", f"fewer than {FEWEST_ROUNDS} rounds: no verdict"), "other_size": ("份数不同，不能比", "another size: not comparable")}


def compared_text(comparisons, say):
    if comparisons is None:
        return
    yield ""
    yield say("与基准相比（倍数之比，95% 范围）：", "against the baseline (change of the ratio, 95 % range):")
    for one in comparisons:
        ends = f" ({one['low']:.2f}–{one['high']:.2f})" if "low" in one else ""
        yield f"  {one['name']} {one['kind']}: {one['before']:.2f} → {one['now']:.2f}, × {one['change']:.2f}{ends}: {say(*VERDICTS[one['verdict']])}"
