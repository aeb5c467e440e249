"""A workbench of its own with one rule, two parameters and a few disclosures, for tests of approve, diff and whatif."""

import os
import shutil
import subprocess

from bench import Bench, disclosure, rule

PARAMETERS = """
["p.limit"]
title = "限额"
unit  = "万元"
basis = "测试"
value = "6"

["p.other"]
title = "另一个"
unit  = "万元"
basis = "测试"
value = "1"
"""
LIMIT = 'local most, extra = param "p.limit", param "p.other"\n    check:at_most(spent["合计"], most + extra - extra, { message = "超过限额" })'
SCORING = """scoring {
  id = "p.scoring.points", title = "得分", basis = "测试", on = { document = { "部门决算" } },
  run = function(d, score) score:start("满分", amount "100") end,
}
"""
BASELINE = "rules/p/baselines/data.ndjson"


class Change(Bench):
    """甲局 5.25, 乙局 5.50 where the parts make 5.25, 丙局 4.00."""

    def setUp(self):
        super().setUp()
        self.data("data.ndjson", disclosure("甲局"), disclosure("乙局", total="5.50"), disclosure("丙局", total="4.00", parts=("2.00", "2.00")))
        self.write("rules/p/parameters.toml", PARAMETERS)
        self.write("rules/p/rules/limit.lua", rule("p.limit", LIMIT))

    def approve(self, *words, reason="年度基线", **environment):
        return self.gouji("approve", "--reason", reason, "--by", "张三", "--date", "2026-01-02", *words, **environment)

    def approved(self, *words, **more):
        answer = self.approve(*words, **more)
        self.assertEqual(answer.status, 0, answer.err)
        return answer

    def diff(self, *words, **environment):
        answer = self.gouji("diff", "-f", "json", *words, **environment)
        self.assertIn(answer.status, (0, 3), answer.err)
        return answer.json()

    def set(self, name, value):
        lines, inside = [], False
        for line in (self.home / "rules/p/parameters.toml").read_text(encoding="utf-8").splitlines():
            inside = line == f'["{name}"]' if line.startswith("[") else inside
            lines.append(f'value = "{value}"' if inside and line.startswith("value") else line)
        self.write("rules/p/parameters.toml", "\n".join(lines) + "\n")

    def lines(self):
        return (self.home / BASELINE).read_text(encoding="utf-8").splitlines()

    def git(self, *words, status=0):
        base = {"PATH": os.environ["PATH"], "HOME": str(self.home), "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            base.update({f"GIT_{who}_NAME": "a", f"GIT_{who}_EMAIL": "a@example.org"})
        done = subprocess.run(["git", *words], cwd=self.home, env=base, capture_output=True, check=False)
        self.assertEqual(done.returncode, status, done.stderr.decode() + done.stdout.decode())
        return done.stdout.decode()

    def repository(self):
        if not shutil.which("git"):
            self.skipTest("git is not installed")
        self.write(".gitattributes", "**/baselines/**/*.ndjson -text merge=union\n")
        self.git("init", "-q", "-b", "main")
        self.commit("first")

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
