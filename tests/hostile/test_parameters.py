"""Parameter files that nobody could mean: each is refused with its file, or taken, soon and with little memory; honest packs beside it are heard."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from packs import MEGABYTES, SPARE_MEGABYTES, Hostile, Run, peak_megabytes  # noqa: E402

SECONDS = 10
HEAD = '["h.x"]\ntitle = "测试"\nbasis = "测试"\n'
NUMBER = HEAD + 'unit = "%"\n'
RULE = """rule {
  id = "h.case", title = "规则", basis = "测试", on = { table = "三公" },
  run = function(t, check)
    %s
    check:holds(true)
  end,
}
"""
USES = {
    "number": "local x = param 'h.x' check:same(t:column '决算数' ['合计'] * x, x * x)",
    "brackets": "local x = (param 'h.x'):points(t:column '决算数' ['合计']) check:same(x, x * x)",
    "list": "local n = 0 for _, one in ipairs(param 'h.x') do n = n + 1 end",
}

NINES = "9" * 100_000
FILES = {
    "deep_list": HEAD + "value = " + "[" * 100_000 + "]" * 100_000,
    "deep_list_unfinished": HEAD + "value = " + "[" * 1_000_000,
    "fairly_deep_list": HEAD + "value = " + "[" * 60 + "]" * 60,
    "deep_inline": HEAD + "value = " + "{ a = " * 50_000 + "1" + "}" * 50_000,
    "deep_header": "[" + ".".join("a" * 20_000) + "]\nx = 1\n",
    "deep_keys": HEAD + ".".join("a" * 50_000) + " = 1\n",
    "deep_arrays_of_tables": "".join(f"[[{'.'.join('a' * i)}]]\n" for i in range(1, 300)),
    "many_sections": "".join(f'["h.x{i}"]\ntitle = "x"\nbasis = "x"\nvalue = "{i}"\n' for i in range(40_000)),
    "many_years": HEAD + "values = { " + ", ".join(f"{i} = [1]" for i in range(100_000)) + " }\n",
    "long_list": HEAD + "value = [" + '"甲", ' * 400_000 + "]\n",
    "long_list_of_lists": HEAD + "value = [" + '["甲"], ' * 300_000 + "]\n",
    "long_text": HEAD + 'value = ["' + "长" * 1_200_000 + '"]\n',
    "long_name": f'["h.{"x" * 1_000_000}"]\ntitle = "x"\nbasis = "x"\nvalue = "1"\n',
    "long_key": HEAD + "k" * 1_000_000 + " = 1\n",
    "long_title": '["h.x"]\ntitle = "' + "长" * 1_000_000 + '"\nbasis = "测试"\nvalue = "1"\n',
    "long_comment": "# " + "x" * 3_500_000 + "\n" + HEAD + 'value = "1"\n',
    "too_large": "# " + "x\n# " * 2_000_000,
    "huge_integer": NUMBER + f"value = {NINES}\n",
    "huge_number": NUMBER + f'value = "{NINES}"\n',
    "small_number": NUMBER + f'value = "0.{NINES}"\n',
    "number_of_38_digits": NUMBER + f'value = "{"9" * 38}"\n',
    "number_of_37_digits": NUMBER + f'value = "{"9" * 18}.{"9" * 18}"\n',
    "exponent": NUMBER + 'value = "1e999999999"\n',
    "float_exponent": NUMBER + "value = 1e308\n",
    "infinite": NUMBER + "value = inf\n",
    "no_number": NUMBER + "value = nan\n",
    "hexadecimal": NUMBER + "value = 0xffffffffffffffff\n",
    "date": NUMBER + "value = 1979-05-27T07:32:00Z\n",
    "many_brackets": NUMBER + "brackets = [" + "".join(f'{{ to = "{i}", points = "1" }}, ' for i in range(60_000)) + '{ points = "0" }]\n',
    "brackets_of_values": NUMBER + "value = { brackets = [" + "".join(f'{{ to = "{i}", points = "1" }}, ' for i in range(60_000)) + '{ points = "0" }] }\n',
    "brackets_huge_ends": NUMBER + f'value = {{ brackets = [{{ to = "{"9" * 37}", points = "{"9" * 37}" }}, {{ points = "0" }}] }}\n',
    "brackets_step_of_nothing": NUMBER + 'value = { brackets = [{ to = "100", points = "0" }, { each = "0", points = "-0.5" }] }\n',
    "brackets_tiny_step": NUMBER + 'value = { brackets = [{ to = "0", points = "0" }, { each = "0.' + "0" * 35 + '1", points = "-0.5" }] }\n',
    "brackets_deep": NUMBER + "value = { brackets = " + "[" * 10_000 + "]" * 10_000 + " }\n",
    "control_characters": '["h.\\u001b[31m"]\ntitle = "\\u0000\\u202e"\nbasis = "x"\nvalue = "1"\n',
    "twice": HEAD + 'value = "1"\n' + HEAD + 'value = "2"\n',
    "another_s_name": '["p.list"]\ntitle = "x"\nbasis = "x"\nvalue = ["丙"]\n',
    "path_as_name": '["h.../../etc/passwd"]\ntitle = "x"\nbasis = "x"\nvalue = "1"\n',
    "year_far": HEAD + 'values = { 99999999999999999999 = "1" }\n',
    "year_negative": HEAD + 'values = { -1 = "1" }\n',
    "year_of_words": HEAD + 'values = { "2020\\u0000" = "1" }\n',
    "choices_many": HEAD + "choices = [" + ", ".join(f'"c{i}"' for i in range(100_000)) + ']\nvalue = "d"\n',
}  # fmt: skip


class Parameters(Hostile):
    def setUp(self):
        super().setUp()
        (self.home / "rules/h/rules/witness.lua").unlink()
        (self.home / "rules/h/rules/a_sum.lua").unlink()

    def test_each(self):
        wrong, taken = [], []
        for name, content in FILES.items():
            use = next((words for key, words in USES.items() if key in name), USES["list"])
            if name.startswith(("huge", "small", "number", "exponent", "float")):
                use = USES["number"]
            self.write("rules/h/parameters.toml", content)
            self.write("rules/h/rules/case.lua", RULE % use)
            run = Run(self.home, "run", "-f", "json", "--pack", "p", "--pack", "h", "-j", 2, limit=60)
            if run.status not in (0, 1, 3):
                wrong.append(f"{name}: status {run.status}: {run.err[:300]}")
            elif run.seconds > SECONDS:
                wrong.append(f"{name}: {run.seconds:.1f} s")
            elif not run.out and "rules/h/parameters.toml" not in run.err:
                wrong.append(f"{name}: no file is named: {run.err[:300]}")
            elif len(run.err) > 5000:
                wrong.append(f"{name}: a message of {len(run.err)} characters: {run.err[:200]}")
            elif run.out and not any(one["rule"] == "p.sum" for one in run.findings()):
                wrong.append(f"{name}: p.sum is not heard")
            taken += [name] if run.out else []
            if peak_megabytes() > MEGABYTES + SPARE_MEGABYTES:
                wrong.append(f"{name}: {peak_megabytes():.0f} MB")
                break
        print(f"parameters: {len(FILES)} files, {len(taken)} taken, {len(wrong)} wrong, peak {peak_megabytes():.0f} MB", file=sys.stderr)
        self.assertFalse(wrong, "\n" + "\n".join(wrong))


if __name__ == "__main__":
    unittest.main(verbosity=0)
