"""The pages tell the truth: commands print what they say, examples load and their cases hold, links lead somewhere,
every error code and every function for scripts is written up, and the two READMEs are twins.

GOUJI_BIN=FILE    the program; without it nothing is run
GOUJI_HOME=FOLDER the project; by default the folder above this one
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import reference  # noqa: E402

HOME = Path(os.environ.get("GOUJI_HOME") or Path(__file__).resolve().parents[2])
BIN = os.environ.get("GOUJI_BIN")
LANGUAGES = {True: "zh_CN.UTF-8", False: "en_US.UTF-8"}


def text_of(page):
    return page.read_text(encoding="utf-8")


def shown(page):
    return page.relative_to(HOME).as_posix()


def run(words, folder, chinese, typed=""):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GOUJI_", "LC_"))}
    environment.update(GOUJI_HOME=str(folder), LANG=LANGUAGES[chinese])
    result = subprocess.run(words, cwd=folder, env=environment, input=typed.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return result.returncode, result.stdout.decode("utf-8", "replace")


def workbench(folder):
    """A copy of what the commands may read and change."""
    for name in ("rules", "datasets", "docs/examples"):
        shutil.copytree(HOME / name, folder / name)
    shutil.copy(HOME / "workbench.toml", folder)
    (folder / "build").mkdir()


class Commands(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        if not BIN:
            self.skipTest("GOUJI_BIN is not set")

    def test_commands_print_what_the_pages_say(self):
        for page in pages.all_pages(HOME):
            for title, found in pages.sections(text_of(page)):
                if not any(block.kind == "console" for block in found):
                    continue
                # Each section in a copy of its own: what one changes, the next does not see.
                with self.subTest(page=shown(page), section=title), tempfile.TemporaryDirectory() as folder:
                    workbench(Path(folder))
                    self.follow(page, found, Path(folder))

    def follow(self, page, found, folder):
        chinese = pages.is_chinese(text_of(page))
        for block in found:
            for option, mode in (("file", "w"), ("append", "a")):
                if option in block.options:
                    target = folder / block.options[option]
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with open(target, mode, encoding="utf-8") as file:
                        file.write(("\n" if mode == "a" else "") + block.text)
            if block.kind == "console":
                for command in pages.commands(block):
                    self.try_command(page, command, folder, chinese)

    def try_command(self, page, command, folder, chinese):
        words = shlex.split(command.words)
        where = f"{shown(page)}:{command.line}: {command.words}"
        self.assertEqual(words[0], "./gouji", f"{where}: console blocks hold commands of ./gouji; use ```sh for others")
        if words[1] == "selftest":
            return  # this test is a part of it
        typed = "".join(line + "\n" for line in command.lines)
        status, output = run([BIN, *words[1:]], folder, chinese, typed)
        self.assertEqual(status, command.status, f"{where}\n{output}")
        missing = pages.missing_line(output, command.output)
        if missing:
            self.fail(f"{shown(page)}:{missing[0]}: not printed, or not in this order: {missing[1]}\nby {command.words}:\n{output}")


class Tour(unittest.TestCase):
    """docs/writing-rules/tour.md is run like every page; here: that it keeps what it promises."""

    LINES = 80

    def setUp(self):
        self.blocks = pages.blocks(text_of(HOME / "docs/writing-rules/tour.md"))
        self.files = {block.options["file"]: block.text for block in self.blocks if "file" in block.options}

    def test_the_pack_stays_small(self):
        written = {file: len(text.splitlines()) for file, text in self.files.items()}
        self.assertTrue(all(file.startswith("rules/") and file.endswith((".toml", ".lua")) for file in written), written)
        self.assertLess(sum(written.values()), self.LINES, written)

    def test_two_parameters_one_replaced_and_one_new_rule_a_layout_and_their_cases(self):
        parsed = {file: tomllib.loads(text) for file, text in self.files.items() if file.endswith(".toml")}
        pack = next(content for file, content in parsed.items() if file.endswith("/pack.toml"))
        parameters = next(content for file, content in parsed.items() if file.endswith("/parameters.toml"))
        self.assertEqual([one["action"] for one in pack["override"]], ["replace"])
        self.assertEqual(len([one for one in parameters.values() if one["reason"] and one["basis"]]), 2)
        scripts = [file for file in self.files if file.endswith(".lua")]
        self.assertEqual(sorted("layouts/" in file for file in scripts), [False, False, True])
        for script in scripts:
            self.assertTrue(parsed[script.removesuffix("lua") + "cases.toml"]["case"], script)


class Examples(unittest.TestCase):
    """Every ```lua block is loaded; what is a whole rule, scoring or layout by `gouji check`, with the cases that stand
    beside it in ```toml blocks; the rest as the body of a function."""

    WHOLE = re.compile(r"^(rule|scoring|layout) \{", re.MULTILINE)
    PACK = 'id = "demo"\nrevision = "1"\napi = 1\nbase = "national"\nowns = "demo"\n'

    def setUp(self):
        if not BIN:
            self.skipTest("GOUJI_BIN is not set")

    def test_examples_load_and_their_cases_hold(self):
        for page in pages.all_pages(HOME):
            if page.parent.name == "lints":
                continue  # wrong on purpose: test_lints.py
            if pages.STEPS in text_of(page):
                continue  # its packs are made, checked and tested by its own commands
            found = [block for block in pages.blocks(text_of(page)) if block.kind in ("lua", "toml")]
            if not any(block.kind == "lua" for block in found):
                continue
            with self.subTest(page=shown(page)), tempfile.TemporaryDirectory() as folder:
                workbench(Path(folder))
                pack = Path(folder) / "demo"
                cases = self.write(page, found, pack)
                chinese = pages.is_chinese(text_of(page))
                status, output = run([BIN, "check", "demo"], folder, chinese)
                self.assertEqual(status, 0, f"{shown(page)}\n{output}")
                if cases:
                    status, output = run([BIN, "test", "demo"], folder, chinese)
                    self.assertEqual(status, 0, f"{shown(page)}\n{output}")

    def write(self, page, found, pack):
        folders = {"rule": "rules", "scoring": "scoring", "layout": "layouts"}
        for folder in (*folders.values(), "lib"):
            (pack / folder).mkdir(parents=True)
        (pack / "pack.toml").write_text(self.PACK, encoding="utf-8")
        parameters, fragments, cases = "", [], 0
        for block in found:
            if block.options.get("file", "").endswith("_test.lua"):
                continue  # tests of a library that is there: run by the page's own commands
            if block.kind == "lua":
                whole = self.WHOLE.search(block.text)
                if not whole:
                    fragments.append(block.text)
                    continue
                name = re.search(r'^\s*id\s*=\s*"([^"]+)"', block.text, re.MULTILINE)[1]
                (pack / folders[whole[1]] / (re.split(r"[./]", name)[-1] + ".lua")).write_text(block.text, encoding="utf-8")
                continue
            first = next(line for line in block.text.splitlines() if line.strip() and not line.startswith("#"))
            subject = re.match(r'(rule|scoring|layout) *= *"([^"]+)"', first)
            if subject and "append" not in block.options:
                cases += 1
                target = pack / folders[subject[1]] / (re.split(r"[./]", subject[2])[-1] + ".cases.toml")
                target.write_text(block.text, encoding="utf-8")
            elif first.startswith('["demo.'):
                parameters += block.text + "\n"
            else:
                try:
                    tomllib.loads(block.text)
                except tomllib.TOMLDecodeError as error:
                    self.fail(f"{shown(page)}:{block.line}: {error}")
        (pack / "parameters.toml").write_text(parameters, encoding="utf-8")
        if fragments:
            body = "".join(f"local function part_{i}(out, ...)\n{text}\nend\n" for i, text in enumerate(fragments))
            (pack / "lib/fragments.lua").write_text(body + "return { part_0 }\n", encoding="utf-8")
            (pack / "rules/fragments.lua").write_text(
                'require "fragments"\nrule { id = "demo.fragments", title = "片段", basis = "无", on = { evaluation = "*" },\n'
                "  run = function(e, check) check:holds(true) end }\n",
                encoding="utf-8",
            )
        return cases


class Pages(unittest.TestCase):
    maxDiff = None

    def test_links_lead_somewhere(self):
        broken = []
        for page in pages.all_pages(HOME):
            for target in pages.LINK.findall(pages.without_blocks(text_of(page))):
                path, _, anchor = target.partition("#")
                if re.match(r"[a-z]+:", target):
                    continue
                file = (page.parent / path).resolve() if path else page
                if not file.exists():
                    broken.append(f"{shown(page)}: {target}")
                elif anchor and anchor not in anchors(text_of(file)):
                    broken.append(f"{shown(page)}: {target}: no such heading")
        self.assertEqual(broken, [])

    def test_every_page_can_be_reached(self):
        reached, open_ = set(), [HOME / "README.md", HOME / "README.zh.md"]
        while open_:
            page = open_.pop().resolve()
            if page in reached or page.suffix != ".md" or not page.is_file():
                continue
            reached.add(page)
            open_ += [page.parent / target.split("#")[0] for target in pages.LINK.findall(text_of(page)) if ":" not in target]
        lost = [shown(page) for page in pages.all_pages(HOME) if page.resolve() not in reached]
        self.assertEqual(lost, [])

    def test_the_readmes_are_twins(self):
        twins = [HOME / "README.md", HOME / "README.zh.md"]
        told = [[command.words for block in pages.blocks(text_of(page)) for command in pages.commands(block)] for page in twins]
        self.assertEqual(told[0], told[1])
        self.assertGreater(len(told[0]), 5)
        changed = [[(b.kind, b.options, b.text) for b in pages.blocks(text_of(page)) if b.options] for page in twins]
        self.assertEqual(changed[0], changed[1])

    def test_pages_speak_of_the_product_only(self):
        here = re.compile(r"(?<![\w.…\u3400-\u9fff*\])}\"'>-])/(?!usr/|etc/|dev/)[a-z]+/|\b(?:sessions?|helpers?|colleagues?|TODO|FIXME)\b")
        for page in pages.all_pages(HOME):
            for number, line in enumerate(text_of(page).splitlines(), 1):
                found = here.search(re.sub(r"https?://\S+", "", line))
                self.assertIsNone(found, f"{shown(page)}:{number}: {line}")

    def test_decisions_are_short_and_numbered(self):
        files = sorted((HOME / "docs/decisions").glob("[0-9]*.md"))
        self.assertEqual([file.name[:4] for file in files], [f"{number:04}" for number in range(1, len(files) + 1)])
        for file in files:
            text = text_of(file)
            self.assertLessEqual(len(text.splitlines()), 40, f"{shown(file)} is longer than 40 lines")
            for heading in ("Context", "Decision", "Consequences", "How to undo"):
                self.assertRegex(text, rf"(?m)^## {heading}", shown(file))


def anchors(text):
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\u3400-\u9fff -]", "", title.lower()).replace(" ", "-") for title in titles}


class Completeness(unittest.TestCase):
    maxDiff = None

    def test_every_error_code_is_written_up(self):
        codes, families = pages.error_codes(HOME)
        codes = {code: file for code, file in codes.items() if not code.startswith("lint.")}  # test_lints.py
        told = set(re.findall(r"^\| `([a-z]+\.[a-z_]+)`", text_of(HOME / "docs/errors.md"), re.MULTILINE))
        missing = [f"{code} ({file})" for code, file in codes.items() if code not in told]
        missing += [f"{name}.… ({file})" for name, file in families.items() if not any(code.startswith(name + ".") for code in told)]
        self.assertEqual(missing, [], "add a row to docs/errors.md for each")
        gone = sorted(code for code in told - set(codes) if code.split(".")[0] not in families)
        self.assertEqual(gone, [], "no code in host/ has these any more; remove their rows from docs/errors.md")

    def test_every_function_for_scripts_is_written_up(self):
        written = "".join(text_of(page) for page in sorted((HOME / "docs/writing-rules").glob("*.md")))
        registered = pages.registrations(HOME)
        self.assertGreater(len(registered), 60, "the registrations are written in another way than pages.REGISTERED expects")
        missing = []
        for signature, _ in registered:
            name = re.match(r"(?:\w+[:.])?(\w+)", signature)[1]
            if not re.search(rf"\b{name}\b", written):
                missing.append(signature)
        self.assertEqual(missing, [], "write them up in docs/writing-rules")

    def test_the_reference_is_what_the_host_registers(self):
        page = HOME / "docs/reference/lua.md"
        self.assertEqual(text_of(page), reference.reference(HOME), "run: python3 tests/docs/reference.py")

    def test_editor_types_are_what_the_program_writes(self):
        if not BIN:
            self.skipTest("GOUJI_BIN is not set")
        with tempfile.TemporaryDirectory() as folder:
            workbench(Path(folder))
            shutil.rmtree(Path(folder) / "rules/types")
            status, output = run([BIN, "new", "types"], Path(folder), True)
            self.assertEqual(status, 0, output)
            for name in ("rules/types/gouji.lua", "rules/types/names.lua", ".luarc.json"):
                self.assertEqual(text_of(HOME / name), text_of(Path(folder) / name), "run: gouji new types")
        types = text_of(HOME / "rules/types/gouji.lua")
        missing = [signature for signature, _ in pages.registrations(HOME) if "---" + signature not in types]
        self.assertEqual(missing, [])

    def test_every_field_stands_in_the_glossary(self):
        text = text_of(HOME / "docs/glossary.md")
        fields = re.findall(r'\{"(\w+)", "([^"]+)", Role::', text_of(HOME / "host/model/record.cpp"))
        self.assertGreater(len(fields), 30)
        missing = [f"{key} {chinese}" for key, chinese in fields if f"| {chinese} | `{key}`" not in text]
        self.assertEqual(missing, [], "add rows to docs/glossary.md")

    def test_every_layer_stands_in_the_architecture(self):
        text = text_of(HOME / "docs/architecture.md")
        for layer in re.findall(r"^gouji_layer\((\w+)", text_of(HOME / "host/CMakeLists.txt"), re.MULTILINE):
            self.assertIn(f"| `{layer}` |", text)


if __name__ == "__main__":
    unittest.main()
