"""The wrapper `gouji`: what it installs, when it builds, whom it waits for. It runs here in a project of its own with
stand-ins for dpkg-query, apt-get, sudo, cmake and ctest, which write down what they were asked."""

import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("GOUJI_HOME") or Path(__file__).parents[2])

TOOLS = """bash cat chmod cut date dirname env find flock grep head ls mkdir mktemp mv ninja nproc readlink rm sed seq
sleep sort tail tee touch tr true uname wc xargs""".split()

STUBS = {
    "dpkg-query": """
        echo "dpkg-query" >>"$RECORD"
        for name in "$@"; do
          case $name in -*|*'{'*) continue ;; esac
          if grep -qx -- "$name" "$STATE/installed"; then echo "$name installed"
          elif [[ $name == lua-check ]]; then echo "$name config-files"
          else echo "dpkg-query: no packages found matching $name" >&2; fi
        done""",
    "apt-get": """
        echo "apt-get $*" >>"$RECORD"
        [[ ${APT_FAILS:-} ]] && { echo "E: no network"; exit 100; }
        for name in "$@"; do
          case $name in -*|*=*|update|install) ;; *) echo "$name" >>"$STATE/installed" ;; esac
        done""",
    "sudo": """
        echo "sudo" >>"$RECORD"
        [[ $1 == -n ]] && shift
        exec "$@" """,
    "cmake": """
        echo "cmake $*" >>"$RECORD"
        if [[ $1 == --preset ]]; then
          if [[ -f build/$2/CMakeCache.txt ]] && ! grep -q "=$PWD\\$" "build/$2/CMakeCache.txt"; then
            echo "CMake Error: the source directory is another one"; exit 1
          fi
          mkdir -p "build/$2"
          echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"build/$2/CMakeCache.txt"
          exit 0
        fi
        [[ -f $2/CMakeCache.txt ]] || { echo "Error: not configured"; exit 1; }
        sleep "${BUILD_SECONDS:-0}"
        echo "[1/2] Building"
        if [[ ${BUILD_FAILS:-} ]]; then echo "host/base/a.cpp:7: error: expected ‘;’"; exit 1; fi
        mkdir -p "$2/bin"
        cat >"$2/bin/gouji" <<'END'
#!/usr/bin/env bash
printf 'argument <%s>\\n' "$@"
echo "home $GOUJI_HOME"
echo "folder $PWD"
exit "${PROGRAM_STATUS:-0}"
END
        chmod +x "$2/bin/gouji" """,
    "python3": """
        echo "python3 $*" >>"$RECORD" """,
    "ctest": """
        echo "ctest $*" >>"$RECORD"
        cases() {  # GROUP COUNT STATUS
          for number in $(seq "$2"); do
            printf '\t<testcase name="%s/a test %s" classname="x" time="1.5" status="%s">\n\t</testcase>\n' "$1" "$number" "$3"
          done
        }
        where=$2
        while [[ $1 != --output-junit ]]; do shift; done
        { echo '<testsuite name="x">'
          case $where in
            *asan*) cases base 4 run; cases base 1 notrun ;;
            *) cases layering 3 run; cases commands $((4 - ${COMMANDS_FAIL:-0})) run; cases commands "${COMMANDS_FAIL:-0}" fail ;;
          esac
          echo '</testsuite>'; } >"$2" """,
}


class Wrapper(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o777)
        self.record = self.folder / "record"
        self.state = self.folder / "state"
        self.tools = self.folder / "tools"
        self.state.mkdir()
        self.tools.mkdir()
        for name in TOOLS:
            if found := shutil.which(name):
                (self.tools / name).symlink_to(found)
        self.stub(*STUBS.keys() - {"sudo"})
        self.installed("all")
        self.project = self.make_project("project")

    def stub(self, *names):
        for name in names:
            body = "\n".join(line[8:] if line.startswith(" " * 8) else line for line in STUBS[name].splitlines())
            (self.tools / name).write_text("#!/usr/bin/env bash\n" + body + "\n")
            (self.tools / name).chmod(0o755)

    def installed(self, what, *without):
        names = {name for array in ("run", "selftest", "bench") for name in self.array(f"{array}_packages")}
        names = names if what == "all" else set(what)
        (self.state / "installed").write_text("".join(f"{name}\n" for name in sorted(names - set(without))))

    def array(self, name):
        script = f'source <(sed -n "/^{name}=(/,/)$/p" "{ROOT}/gouji"); echo "${{{name}[*]}}"'
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.split()

    def make_project(self, name):
        project = self.folder / name
        (project / "host/base").mkdir(parents=True)
        (project / "rules/national").mkdir(parents=True)
        (project / "host/base/a.cpp").write_text("int a;\n")
        (project / "rules/national/pack.toml").write_text("id = 'national'\n")
        (project / "workbench.toml").write_text("")
        for file in ("CMakeLists.txt", "CMakePresets.json"):
            (project / file).write_text("")
        shutil.copy(ROOT / "gouji", project)
        shutil.copytree(ROOT / "tests/selftest", project / "tests/selftest")
        shutil.copytree(ROOT / ".ci", project / ".ci")
        time.sleep(0.02)
        return project

    def command(self, *arguments, program=None, user=None, **environment):
        environment = {
            "PATH": str(self.tools),
            "RECORD": str(self.record),
            "STATE": str(self.state),
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            **environment,
        }
        return {
            "args": [str(program or self.project / "gouji"), *arguments],
            "env": environment,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "encoding": "utf-8",
            "user": user,
        }

    def run_wrapper(self, *arguments, cwd=None, **options):
        return subprocess.run(**self.command(*arguments, **options), cwd=cwd or self.folder)

    def recorded(self, start=""):
        lines = self.record.read_text().splitlines() if self.record.exists() else []
        return [line for line in lines if line.startswith(start)]

    def builds(self):
        return len(self.recorded("cmake --build"))

    def as_anybody(self):
        """Who is not root: this user, or `nobody` who owns the project."""
        if os.geteuid() != 0:
            return None
        for path in [self.project, *self.project.rglob("*"), self.state, *self.state.iterdir()]:
            os.chown(path, 65534, 65534)
        self.record.touch()
        self.record.chmod(0o666)
        return 65534

    # ── packages ────────────────────────────────────────────────────────────────────────────────────

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_only_missing_packages_are_installed_after_an_update(self):
        self.installed("all", "libre2-dev", "lua-check", "catch2")
        done = self.run_wrapper("run")
        self.assertEqual(done.returncode, 0, done.stderr)
        update, install = self.recorded("apt-get")
        self.assertTrue(update.endswith(" update"))
        self.assertTrue(install.endswith(" lua-check libre2-dev"), install)
        self.assertIn("--no-install-recommends", install)
        self.assertIn("--no-remove", install)
        self.assertIn("gouji: installing packages: lua-check libre2-dev\n", done.stderr)

    def test_nothing_is_asked_twice_when_all_is_there(self):
        self.installed("all", "catch2")
        self.assertEqual(self.run_wrapper("run").returncode, 0)
        self.assertEqual(self.recorded("apt-get"), [])
        self.assertEqual(len(self.recorded("dpkg-query")), 1)

    def test_sudo_is_used_by_who_is_not_root(self):
        self.stub("sudo")
        self.installed("all", "cmake")
        done = self.run_wrapper("run", user=self.as_anybody())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.recorded("sudo")), 2)
        self.assertTrue(self.recorded("apt-get")[1].endswith(" cmake"))

    def test_without_root_and_sudo_it_names_what_the_administrator_should_install(self):
        self.installed("all", "cmake", "g++")
        done = self.run_wrapper("run", user=self.as_anybody())
        self.assertEqual(done.returncode, 1)
        self.assertIn("administrator", done.stderr)
        self.assertIn("apt-get install --no-install-recommends g++ cmake\n", done.stderr)
        self.assertEqual(self.recorded("apt-get"), [])
        self.assertEqual(self.builds(), 0)

    def test_offline_never_fetches(self):
        self.installed("all", "cmake")
        for arguments, environment in ((["--offline", "run"], {}), (["run"], {"GOUJI_OFFLINE": "1"})):
            done = self.run_wrapper(*arguments, **environment)
            self.assertEqual(done.returncode, 1)
            self.assertIn("missing packages: cmake", done.stderr)
        self.assertEqual(self.recorded("apt-get"), [])

    def test_offline_is_not_passed_on_and_builds_all_the_same(self):
        done = self.run_wrapper("--lang", "zh", "--offline", "run", "x")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("argument <--lang>\nargument <zh>\nargument <run>\nargument <x>\nhome", done.stdout)

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_a_failed_installation_shows_why(self):
        self.installed("all", "cmake")
        done = self.run_wrapper("run", APT_FAILS="1")
        self.assertEqual(done.returncode, 1)
        self.assertIn("E: no network", done.stderr)
        self.assertIn("build/logs/packages.log", done.stderr)
        self.assertEqual(self.builds(), 0)

    # ── building ────────────────────────────────────────────────────────────────────────────────────

    def test_it_builds_only_when_the_sources_changed(self):
        self.assertIn("building for the first time", self.run_wrapper("run").stderr)
        self.assertEqual(self.builds(), 1)

        done = self.run_wrapper("run")
        self.assertEqual((self.builds(), done.stderr), (1, ""))

        changes = {
            "a source": lambda: (self.project / "host/base/a.cpp").write_text("int b;\n"),
            "a new source": lambda: (self.project / "host/base/b.cpp").write_text(""),
            "a removed source": lambda: (self.project / "host/base/b.cpp").unlink(),
            "the build file": lambda: (self.project / "CMakeLists.txt").touch(),
            "the presets": lambda: (self.project / "CMakePresets.json").touch(),
        }
        for count, (what, change) in enumerate(changes.items(), 2):
            time.sleep(0.02)
            change()
            done = self.run_wrapper("run")
            self.assertEqual(self.builds(), count, what)
            self.assertIn("sources changed", done.stderr)

    def test_rules_and_data_never_trigger_a_build(self):
        self.run_wrapper("run")
        (self.project / "rules/national/pack.toml").write_text("id = 'other'\n")
        (self.project / "workbench.toml").write_text("# new\n")
        (self.project / "datasets").mkdir()
        self.assertEqual(self.run_wrapper("run").stderr, "")
        self.assertEqual(self.builds(), 1)

    def test_a_second_start_takes_less_than_a_second(self):
        self.run_wrapper("run")
        begun = time.monotonic()
        self.run_wrapper("run")
        self.assertLess(time.monotonic() - begun, 1)

    def test_a_change_during_the_build_is_built_next_time(self):
        with subprocess.Popen(**self.command("run", BUILD_SECONDS="0.5"), cwd=self.folder) as first:
            self.wait_for(lambda: self.builds() == 1)
            (self.project / "host/base/a.cpp").write_text("int later;\n")
            first.communicate()
        self.run_wrapper("run")
        self.assertEqual(self.builds(), 2)

    def test_a_failed_build_shows_the_end_of_its_log_and_runs_nothing(self):
        self.run_wrapper("run")
        time.sleep(0.02)
        (self.project / "host/base/a.cpp").write_text("int a\n")
        done = self.run_wrapper("run", BUILD_FAILS="1")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "")
        self.assertIn("host/base/a.cpp:7: error", done.stderr)
        self.assertIn("build/logs/build-release.log", done.stderr)
        self.assertEqual(self.run_wrapper("run").returncode, 0)
        self.assertEqual(self.builds(), 3)

    def test_parallel_calls_wait_for_one_build(self):
        calls = [subprocess.Popen(**self.command("run", BUILD_SECONDS="1"), cwd=self.folder) for _ in range(4)]
        outputs = [call.communicate() for call in calls]
        self.assertEqual([call.returncode for call in calls], [0] * 4)
        self.assertEqual(self.builds(), 1)
        self.assertEqual(sum("waiting for it" in errors for _, errors in outputs), 3)
        self.assertTrue(all("argument <run>" in output for output, _ in outputs))

    def wait_for(self, condition):
        for _ in range(500):
            if condition():
                return
            time.sleep(0.01)
        self.fail("waited in vain")

    def test_a_moved_project_is_configured_anew(self):
        self.run_wrapper("run")
        moved = self.folder / "moved"
        self.project.rename(moved)
        done = self.run_wrapper("run", program=moved / "gouji")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"home {moved}\n", done.stdout)
        self.assertEqual(self.builds(), 2)

    def test_a_project_that_is_built_and_read_only_runs(self):
        self.run_wrapper("run")
        user = self.as_anybody()
        for path in [*self.project.rglob("*"), self.project]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o555)
                self.addCleanup(path.chmod, 0o755)
        done = self.run_wrapper("run", user=user)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_project_that_is_not_built_and_read_only_says_so(self):
        user = self.as_anybody()
        self.project.chmod(0o555)
        self.addCleanup(self.project.chmod, 0o755)
        done = self.run_wrapper("run", user=user)
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot write to", done.stderr)

    # ── how it is called ────────────────────────────────────────────────────────────────────────────

    def test_arguments_folder_and_status_are_the_callers(self):
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        done = self.run_wrapper("run", "a b", "", "*", "--offline", cwd=elsewhere, PROGRAM_STATUS="3")
        self.assertEqual(done.returncode, 3)
        expected = ["argument <run>", "argument <a b>", "argument <>", "argument <*>", "argument <--offline>"]
        self.assertEqual(done.stdout.splitlines(), [*expected, f"home {self.project}", f"folder {elsewhere}"])

    def test_called_by_a_symlink_it_finds_its_project(self):
        (self.folder / "bin").mkdir()
        (self.folder / "bin/second").symlink_to("../project/gouji")
        link = self.folder / "bin/gj"
        link.symlink_to("second")
        done = self.run_wrapper("run", program=link)
        self.assertIn(f"home {self.project}\n", done.stdout, done.stderr)

    def test_spaces_and_chinese_in_its_path(self):
        project = self.make_project("审核 工作/gou ji")
        for _ in range(2):
            done = self.run_wrapper("run", program=project / "gouji", LC_ALL="C")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(f"home {project}\n", done.stdout)
        self.assertEqual((self.builds(), done.stderr), (1, ""))

    def test_it_speaks_the_language_of_the_locale(self):
        done = self.run_wrapper("run", LC_ALL="", LC_MESSAGES="", LANG="zh_CN.UTF-8")
        self.assertIn("首次编译", done.stderr)
        (self.project / "host/base/a.cpp").touch()
        done = self.run_wrapper("run", LC_ALL="en_US.UTF-8", LANG="zh_CN.UTF-8")
        self.assertIn("sources changed", done.stderr)

    # ── selftest ────────────────────────────────────────────────────────────────────────────────────

    def test_selftest_adds_up_its_groups(self):
        done = self.run_wrapper("selftest")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.splitlines()[-1], "11 passed, 0 failed")
        self.assertIn("1 skipped", done.stdout)
        self.assertIn("skipped: base/a test 1", done.stdout)
        for group, passed in {"unit": 4, "layering": 3, "commands": 4}.items():
            self.assertRegex(done.stdout, rf"(?m)^{group} +{passed} passed, 0 failed +\d+ s$")

    def test_selftest_fails_with_a_failed_test(self):
        done = self.run_wrapper("selftest", COMMANDS_FAIL="1")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.splitlines()[-1], "10 passed, 1 failed")

    def test_selftest_fails_with_a_failed_build(self):
        done = self.run_wrapper("selftest", BUILD_FAILS="1")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.splitlines()[-1], "0 passed, 2 failed")

    def test_selftest_passes_a_pattern_on(self):
        self.run_wrapper("selftest", "-r", "^base")
        self.assertTrue(all(" -R ^base" in line for line in self.recorded("ctest")))

    def test_selftest_refuses_what_it_does_not_know(self):
        done = self.run_wrapper("selftest", "--quick")
        self.assertEqual(done.returncode, 1)
        self.assertIn("--quick", done.stderr)
        self.assertEqual(self.builds(), 0)

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_selftest_installs_its_own_packages_too(self):
        self.installed("all", "catch2")
        self.run_wrapper("selftest")
        self.assertTrue(self.recorded("apt-get")[1].endswith(" catch2"))

    # ── the benchmark ───────────────────────────────────────────────────────────────────────────────

    def test_bench_builds_what_it_measures_with_and_passes_its_words_on(self):
        done = self.run_wrapper("--lang", "en", "bench", "--size", "tiny")
        self.assertEqual(done.returncode, 0, done.stderr)
        program, extra = self.recorded("cmake --build")
        self.assertNotIn("gouji_bench", program)
        self.assertIn("--target gouji_bench_corpus --target gouji_bench_watch", extra)
        self.assertEqual(self.recorded("python3"), [f"python3 {self.project}/tests/bench/country/bench.py --lang en --size tiny"])

    @unittest.skipUnless(os.geteuid() == 0, "needs root")
    def test_bench_installs_its_own_packages_too(self):
        self.installed("all", "lua-cjson")
        self.assertEqual(self.run_wrapper("bench").returncode, 0)
        self.assertTrue(self.recorded("apt-get")[1].endswith(" lua-cjson"))

    def test_bench_goes_on_without_packages_of_contenders(self):
        self.installed("all", "lua-cjson")
        done = self.run_wrapper("--offline", "bench")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("missing packages: lua-cjson", done.stderr)
        self.assertIn("contenders that lack them are left out", done.stderr)
        self.assertTrue(self.recorded("python3")[0].endswith("bench.py --offline"))

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────

    def test_the_checks_of_a_change_are_the_selftest(self):
        done = self.run_wrapper(str(self.project / ".ci/run"), program=shutil.which("bash"), cwd="/")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(done.stdout.endswith("11 passed, 0 failed\n"))


if __name__ == "__main__":
    unittest.main()
