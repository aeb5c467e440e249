"""How the program is called: verbs, options, help, language, environment."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
from bench import Bench, main  # noqa: E402

VERBS = "run import export inspect explain params check test probe pin new repl doc decide doctor".split()


class Usage(Bench):
    def test_version(self):
        answer = self.gouji("--version")
        self.assertRegex(answer.out, r"^gouji \d+\.\d+\.\d+\n$")
        self.assertEqual(answer.status, 0)

    def test_help_names_every_verb(self):
        for words in (["--help"], ["-h"], ["help"]):
            answer = self.gouji(*words)
            self.assertEqual(answer.status, 0)
            for verb in VERBS:
                self.assertIn(f"  {verb} ", answer.out)

    def test_help_of_each_verb_has_an_example(self):
        for verb in VERBS:
            for words in ([verb, "--help"], ["help", verb], [verb, "-h"]):
                answer = self.gouji(*words)
                self.assertEqual((answer.status, answer.err), (0, ""))
                self.assertIn("例子：\n  gouji " + verb, answer.out)
            self.assertIn("examples:\n  gouji " + verb, self.gouji(verb, "--help", "--lang", "en").out)

    def test_no_verb(self):
        self.says(self.gouji(), 1, "usage.no_verb", "gouji --help")

    def test_mistyped_verb(self):
        self.says(self.gouji("rnu"), 1, "没有名为“rnu”的动词", "是否想写“run”？")
        self.says(self.gouji("expalin", "3"), 1, "是否想写“explain”？")
        self.says(self.gouji("probee"), 1, "usage.unknown_verb")

    def test_mistyped_option(self):
        self.says(self.gouji("run", "--fial-level", "error"), 1, "不认识的选项“--fial-level”", "是否想写“--fail-level”？")
        self.says(self.gouji("run", "-z"), 1, "不认识的选项“-z”")
        self.says(self.gouji("--vresion"), 1, "是否想写“--version”？")

    def test_option_without_value(self):
        self.says(self.gouji("run", "-o"), 1, "usage.no_value")
        self.says(self.gouji("run", "--pack"), 1, "usage.no_value")

    def test_wrong_choice_brings_the_nearest(self):
        self.says(self.gouji("run", "--fail-level", "erorr"), 1, "是否想写“error”？", "error、warning、never")
        self.says(self.gouji("run", "-f", "jsn"), 1, "是否想写“json”？")

    def test_wrong_number(self):
        self.says(self.gouji("run", "--year", "20"), 1, "--year", "1990")
        self.says(self.gouji("run", "-j", "many"), 1, "--jobs", "“many”")

    def test_words_missing_and_extra(self):
        self.says(self.gouji("inspect"), 1, "DATASET")
        self.says(self.gouji("explain"), 1, "FINGERPRINT")
        self.says(self.gouji("params", "p", "a", "b"), 1, "多余的参数“b”")
        self.says(self.gouji("import", "x.txt"), 1, "-o")

    def test_language(self):
        self.assertIn("usage: gouji VERB", self.gouji("--help", "--lang", "en").out)
        self.assertIn("usage: gouji VERB", self.gouji("--lang", "en", "--help").out)
        self.assertIn("usage: gouji VERB", self.gouji("--help", GOUJI_LANG="en").out)
        for locale, chinese in [("zh_CN.UTF-8", True), ("C.UTF-8", True), ("POSIX", True), ("", True), ("en_US.UTF-8", False), ("de_DE", False)]:
            self.assertEqual("用法：" in self.gouji("--help", language=locale).out, chinese, locale)
        self.says(self.gouji("rnu", "--lang", "en"), 1, "no verb rnu", "did you mean run?")

    def test_environment_twins(self):
        self.assertEqual(self.gouji("run").status, 3)
        self.assertEqual(self.gouji("run", GOUJI_RUN_FAIL_LEVEL="never").status, 0)
        self.assertEqual(self.gouji("run", "--fail-level", "error", GOUJI_RUN_FAIL_LEVEL="never").status, 3)
        self.assertEqual(self.gouji("run", GOUJI_RUN_FORMAT="json").json()["schema"], "gouji.result.v1")
        self.assertEqual(self.gouji("run", GOUJI_RUN_YEAR="2019", GOUJI_RUN_FORMAT="json").json()["summary"]["documents"], 0)
        self.says(self.gouji("run", GOUJI_RUN_FAIL_LEVEL="nver"), 1, "是否想写“never”？")

    def test_short_options_joined(self):
        self.assertEqual(self.gouji("run", "-fjson", "-j2").json()["summary"]["documents"], 2)
        self.assertEqual(self.gouji("run", "--format=json").json()["summary"]["documents"], 2)


if __name__ == "__main__":
    main()
