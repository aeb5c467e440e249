"""Corpora, single runs under the stop-watch, and rounds of them, everyone in turn."""

import json
import os
import re
import subprocess
import time

from entrants import gouji_findings, plain_findings, summary_of

TIMEOUT = 3600  # seconds of one run


class Corpus:
    """A corpus of one kind in the scratch folder, and the faults that were put into it."""

    def __init__(self, place, kind, records, options):
        self.kind, self.records = kind, records
        name = f"{kind}-{records}-{options.seed}-{options.faults}{'-huge' if options.huge else ''}"
        self.file, self.faults = place.scratch / f"{name}.ndjson", place.scratch / f"{name}.faults"
        if not self.file.exists() or not self.faults.exists():
            words = [place.program("corpus"), kind, records, "--seed", options.seed, "--faults", options.faults, "--seeded", self.faults]
            unfinished = self.file.with_suffix(".part")
            with open(unfinished, "wb") as out:
                subprocess.run([str(word) for word in words + (["--huge"] if options.huge else [])], stdout=out, check=True)
            unfinished.replace(self.file)

    def seeded(self):
        return plain_findings(self.faults)

    def kinds(self):
        counts = {}
        with open(self.faults, encoding="utf-8") as lines:
            for line in lines:
                kind = json.loads(line)["kind"]
                counts[kind] = counts.get(kind, 0) + 1
        return dict(sorted(counts.items()))


def run_once(place, entrant, corpus):
    """One run: cpu and wall in seconds, the peak in MB, and where the findings are. What it says otherwise is in its log."""
    output = place.scratch / f"out/{entrant.name}-{corpus.kind}.ndjson"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    watched, log = output.with_suffix(".watch"), output.with_suffix(".log")
    words = [place.program("watch"), watched, *entrant.command(place, corpus.kind, corpus.file, output)]
    environment = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # modules compiled once, as for everybody
    folder = place.scratch / "node" if entrant.npm else place.scratch
    with open(log, "wb") as said:
        subprocess.run([str(word) for word in words], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said,
                       stderr=subprocess.STDOUT, timeout=TIMEOUT, check=True)
    measured = json.loads(watched.read_text())
    if measured["status"] != 0:
        raise RuntimeError(f"{measured['status']}: {(log.read_text(errors='replace').strip().splitlines() or ['?'])[-1][:400]}")
    return {"cpu": measured["cpu"], "wall": measured["wall"], "peak_mb": round(measured["peak_kb"] / 1024, 1)}, output


def judge(entrant, corpus, output):
    """What the entrant missed and what it found besides; its checks where it counts them."""
    if not entrant.judged:
        return {"agrees": None, "checks": summary_of(output)["checks"] if entrant.gouji else None}
    each, pattern = entrant.expresses[corpus.kind]
    if entrant.gouji:
        found, checks = gouji_findings(output)
    else:
        found, checks = plain_findings(output), corpus.records * each
    seeded = [(record, check) for record, check in corpus.seeded() if re.match(pattern, check)]
    missing, extra = sorted(set(seeded) - set(found)), sorted(set(found) - set(seeded))
    right = not missing and not extra and len(found) == len(seeded) and checks == corpus.records * each
    return {"agrees": right, "checks": checks, "findings": len(found), "missing": len(missing), "extra": len(extra),
            "examples": [{"record": record, "check": check} for record, check in (missing + extra)[:3]]}


def rounds(place, entrants, corpora, count, progress):
    """{(name, kind): result}: everyone is judged once before anything counts, then runs once in each round, in turn."""
    results, failed = {}, {}
    for corpus_of in corpora:
        for entrant in entrants:
            corpus = corpus_of(entrant)
            progress(f"{corpus.kind} {entrant.name}")
            try:
                once, output = run_once(place, entrant, corpus)
                results[entrant.name, corpus.kind] = {"name": entrant.name, "kind": corpus.kind, "records": corpus.records,
                                                      **judge(entrant, corpus, output), "rounds": []}
            except (RuntimeError, subprocess.SubprocessError, OSError, ValueError, KeyError) as error:
                failed[entrant.name, corpus.kind] = str(error)
    for number in range(1, count + 1):
        for corpus_of in corpora:
            for entrant in entrants:
                corpus = corpus_of(entrant)
                result = results.get((entrant.name, corpus.kind))
                if result is None:
                    continue
                progress(f"{number}/{count} {corpus.kind} {entrant.name}")
                once, _ = run_once(place, entrant, corpus)
                result["rounds"].append(once)
    return results, failed


def load():
    return [round(one, 2) for one in os.getloadavg()]


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "?")
    with open("/etc/os-release", encoding="utf-8") as lines:
        system = next((line.split("=", 1)[1].strip().strip('"') for line in lines if line.startswith("PRETTY_NAME=")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {"cpu": model, "cores": os.cpu_count(), "memory_mb": memory, "system": system, "kernel": os.uname().release,
            "date": time.strftime("%Y-%m-%d", time.gmtime())}
