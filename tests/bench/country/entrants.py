"""Who takes part: how each is called, what it needs, how its findings are read."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONTENDERS = HERE / "contenders"
KINDS = {"self_evaluations": 22, "table_sets": 172}


@dataclass
class Entrant:
    name: str
    command: object  # (Place, kind, input, output) -> list of words
    needs: object = lambda place: None  # Place -> why it cannot take part, or None
    version: object = lambda place: ""
    pip: list = field(default_factory=list)
    npm: list = field(default_factory=list)
    most: int = 10**9  # records; the slow ones are given the head of a large corpus
    judged: bool = True  # its findings are those of the corpus
    expresses: dict = field(default_factory=lambda: {kind: (each, "") for kind, each in KINDS.items()})  # checks of a record; pattern of their ids
    gouji: bool = False  # its findings are a result of gouji's


@dataclass
class Place:
    home: Path
    binaries: Path  # where the built programs are
    gouji: Path
    scratch: Path
    offline: bool

    def program(self, name):
        return self.binaries / f"gouji_bench_{name}"

    def python(self, name):
        """Of an environment of its own: some contenders ask for old versions of others."""
        return self.scratch / "venv" / name / "bin/python"


# ── what is needed ──────────────────────────────────────────────────────────────────

def built(name):
    return lambda place: None if place.program(name).exists() else f"gouji_bench_{name} 没有编译（缺 libsimdjson-dev） / is not built (no libsimdjson-dev)"


def lua_cjson(place):
    if not shutil.which("lua5.4"):
        return "没有 / no lua5.4"
    found = subprocess.run(["lua5.4", "-e", 'require "cjson"'], capture_output=True, check=False)
    return None if found.returncode == 0 else "没有 / no lua-cjson"


def imported(name, module):
    def needs(place):
        if not place.python(name).exists():
            return "没有安装 / not installed"
        found = subprocess.run([place.python(name), "-c", f"import {module}"], capture_output=True, text=True, check=False)
        return None if found.returncode == 0 else (found.stderr.strip().splitlines() or ["?"])[-1]
    return needs


def node_module(module):
    def needs(place):
        if not shutil.which("node"):
            return "没有 / no node"
        return None if (place.scratch / "node/node_modules" / module).exists() else "没有安装 / not installed"
    return needs


# ── versions ────────────────────────────────────────────────────────────────────────

def said(*words):
    def version(place):
        done = subprocess.run([str(word(place) if callable(word) else word) for word in words], capture_output=True, text=True, check=False)
        return (done.stdout + done.stderr).strip().splitlines()[0] if done.stdout + done.stderr else ""
    return version


def distribution(name, package):
    return said(lambda place: place.python(name), "-c", f"import importlib.metadata as m; print('{package}', m.version('{package}'))")


def package(place, name):
    return json.loads((place.scratch / f"node/node_modules/{name}/package.json").read_text())["version"]


# ── the list ────────────────────────────────────────────────────────────────────────

def gouji_run(pack):
    return lambda place, kind, source, target: [place.gouji, "run", source, "--home", place.scratch / "home", "--pack", pack(place),
                                                "-f", "ndjson", "-o", target, "-j", "1", "--fresh", "--fail-level", "never"]


def script(interpreter, file):
    return lambda place, kind, source, target: [interpreter(place), CONTENDERS / file, kind, source, target]


def in_venv(name, module, file, package, **more):
    return Entrant(name, script(lambda place: place.python(name), file), imported(name, module), distribution(name, package), pip=[package], **more)


def own_python(place):
    return sys.executable


ENTRANTS = [
    Entrant("yardstick", lambda place, kind, source, target: [place.program("yardstick"), kind, source, target], built("yardstick"),
            said("pkg-config", "--modversion", "simdjson")),
    Entrant("stage1", lambda place, kind, source, target: [place.program("yardstick"), "stage1", source], built("yardstick"), judged=False),
    Entrant("read", lambda place, kind, source, target: [place.program("yardstick"), "read", source], built("yardstick"), judged=False),
    Entrant("gouji", gouji_run(lambda place: HERE / "pack"), version=said(lambda place: place.gouji, "--version"), gouji=True),
    Entrant("gouji-reading", gouji_run(lambda place: HERE / "empty_pack"), judged=False, gouji=True),
    Entrant("gouji-national", gouji_run(lambda place: place.home / "rules/national"), judged=False, gouji=True, most=1_000),
    Entrant("lua", script(lambda place: "lua5.4", "plain.lua"), lua_cjson, said("lua5.4", "-v")),
    Entrant("python", script(own_python, "plain.py"), version=lambda place: sys.version.split()[0]),
    in_venv("pandas", "pandas", "pandas_frames.py", "pandas"),
    in_venv("polars", "polars", "polars_frames.py", "polars"),
    Entrant("sqlite", script(own_python, "sqlite_sql.py"), version=said(own_python, "-c", "import sqlite3; print(sqlite3.sqlite_version)")),
    in_venv("duckdb", "duckdb", "duckdb_sql.py", "duckdb"),
    in_venv("zen-engine", "zen", "zen_engine.py", "zen-engine", most=10_000),
    Entrant("json-rules-engine", script(lambda place: "node", "json_rules_engine.mjs"), node_module("json-rules-engine"),
            lambda place: package(place, "json-rules-engine"), npm=["json-rules-engine"], most=10_000),
    in_venv("rego", "regopy", "rego.py", "regopy", most=1_000),
    in_venv("vtl", "vtlengine", "vtl.py", "vtlengine", most=1_000),
    in_venv("frictionless", "frictionless", "frictionless_rows.py", "frictionless", most=1_000,
            expresses={"self_evaluations": (17, r"s\.(rate|fund_score|indicator)"), "table_sets": (60, r"t\.row")}),
]


def install(place, entrants):
    """Fetches what is missing into the scratch folder; what fails is seen by `needs` afterwards. A line for each step."""
    if place.offline:
        return
    missing = [one for one in entrants if one.needs(place)]
    for one in missing:
        if one.pip:
            if not place.python(one.name).exists():
                yield from done([sys.executable, "-m", "venv", place.scratch / "venv" / one.name])
            yield from done([place.python(one.name), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *one.pip])
    modules = [name for one in missing for name in one.npm]
    if modules and shutil.which("npm"):
        (place.scratch / "node").mkdir(parents=True, exist_ok=True)
        yield from done(["npm", "install", "--no-audit", "--no-fund", "--prefix", place.scratch / "node", *modules])


def done(words):
    yield str(words[-1])
    try:
        result = subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield str(error)
        return
    if result.returncode:
        yield (result.stderr.strip().splitlines() or ["?"])[-1]


# ── findings ────────────────────────────────────────────────────────────────────────

RULES = {
    "bench.self_evaluation.weights": lambda one: "s.weights",
    "bench.self_evaluation.level1": lambda one: {"产出指标": "s.output", "效益指标": "s.benefit", "满意度指标": "s.satisfaction"}[one["row"]],
    "bench.self_evaluation.scores": lambda one: "s.scores",
    "bench.self_evaluation.rate": lambda one: "s.rate",
    "bench.self_evaluation.fund_score": lambda one: "s.fund_score",
    "bench.self_evaluation.indicator": lambda one: "s.indicator." + one["row"],
    "bench.table_set.row": lambda one: "t.row." + one["row"],
    "bench.table_set.parent": lambda one: f"t.total.{one['column']}" if one["row"] == "合计" else f"t.parent.{one['row']}.{one['column']}",
    "bench.table_set.overview": lambda one: "t.overview." + one["row"],
}


def gouji_findings(path):
    """(record, check) of a result of gouji's with the bench pack, and its number of checks."""
    found, checks = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            if one["record"] == "summary":
                checks = one["checks"]
            elif one["record"] == "finding":
                number = int(re.match(r"\D*(\d+)-", one["document"])[1])
                found.append((number, RULES[one["rule"]](one) if one["outcome"] == "finding" else f"{one['rule']} {one['outcome']}: {one['message']}"))
    return found, checks


def summary_of(path):
    with open(path, "rb") as file:
        file.seek(max(0, path.stat().st_size - 65536))
        return json.loads(file.read().splitlines()[-1])


def plain_findings(path):
    with open(path, encoding="utf-8") as lines:
        return [(one["record"], one["check"]) for one in map(json.loads, lines)]
