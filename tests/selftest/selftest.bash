# `gouji selftest`, read by the wrapper: all of the project's tests, and one plain line of result.
#
#   1. unit tests under the address and undefined-behaviour sanitizers      (build/asan)
#   2. everything that needs the program: commands, confinement, layering … (build/release)
#   3. with --long: tests/long, clang-tidy over host/, unit tests under the thread sanitizer and under every check of
#      the undefined-behaviour sanitizer, a minute of each fuzz target; GOUJI_LONG=1 for tests that can take longer
#
# A line for each group of tests; logs in build/logs. The last line is `N passed, N failed`; the status is 0 only
# when something ran and nothing failed. A build that fails counts as one failed test.
# shellcheck shell=bash disable=SC2154  # names of the wrapper

passed=0
failed=0
skipped=0

selftest_help() {
  text "用法：gouji selftest [--long] [-r 式样]
  运行项目的全部测试，末行为 “N passed, N failed”。
  --long     另加 tests/long（经 LibreOffice 转换再读入等）、clang-tidy、线程检查器、模糊测试每项一分钟和更长的随机测试
  -r 式样    只运行名称符合此正则式的测试，例如 -r ^base/、-r commands/
  记录在 build/logs" \
  "usage: gouji selftest [--long] [-r PATTERN]
  runs all of the project's tests; the last line is “N passed, N failed”.
  --long       tests/long (through LibreOffice and back, …), clang-tidy, the thread sanitizer, a minute of each fuzz target
               and longer random tests besides
  -r PATTERN   only tests whose name matches this regular expression, such as -r ^base/, -r commands/
  logs are in build/logs"
}

# report GROUP PASSED FAILED SECONDS: the group's line.
report() {
  printf '%-18s %5d passed, %d failed  %4d s\n' "$@"
  passed=$((passed + $2))
  failed=$((failed + $3))
}

# build_for_test PRESET TARGET…: as one test when it fails, as a line when it took time.
build_for_test() {
  local begun=$SECONDS status=0
  lock || status=1
  if ((status == 0)); then
    build "$@" || status=1
    unlock
  fi
  if ((status)); then
    report "build $1" 0 1 $((SECONDS - begun))
  elif ((SECONDS - begun > 2)); then
    printf '%-18s %25s %4d s\n' "build $1" "" $((SECONDS - begun))
  fi
  return "$status"
}

# ctest_suite SUITE PRESET PATTERN OPTION…: runs the chosen tests of a build at once and adds up; a line for the suite,
# or without a name one for each folder under tests/ (the time is then that of its tests, which run beside others).
ctest_suite() {
  local suite=$1 folder=$home/build/$2 pattern=$3 begun=$SECONDS name=${1:-$2}
  local log=$home/build/logs/test-$name.log junit=$home/build/logs/test-$name.xml
  local group good bad skip seconds any=
  local options=(--no-tests=ignore --output-on-failure --parallel "$(nproc)" --output-junit "$junit" "${@:4}")
  [[ $pattern ]] && options+=(-R "$pattern")
  rm -f -- "$junit"
  ctest --test-dir "$folder" "${options[@]}" >"$log" 2>&1 </dev/null
  if [[ ! -f $junit ]]; then
    grep -q 'No tests were found' -- "$log" && return 0
    tail -n 20 -- "$log"
    report "$name" 0 1 $((SECONDS - begun))
    return 0
  fi
  while read -r group good bad skip seconds; do
    [[ $suite ]] && group=$suite seconds=$((SECONDS - begun))
    report "$group" "$good" "$bad" "$seconds"
    skipped=$((skipped + skip))
    any=$((any + bad))
  done < <(junit_counts "$suite" "$junit")
  sed -n 's/^.*<testcase name="\([^"]*\)".* status="\(notrun\|disabled\)".*$/    skipped: \1/p' "$junit"
  if ((any)); then
    grep -v -e '\.\.\. *Passed' -e '^ *Start ' -e '^Internal ctest' -e '^Test project' -- "$log" | head -n 80
    text "    全部记录：$log" "    the whole log: $log"
  fi
}

# junit_counts SUITE JUNIT: `GROUP PASSED FAILED SKIPPED SECONDS`, one line for all of a suite, else one for each folder.
junit_counts() {
  local group status seconds name
  local -A good=() bad=() skip=() spent=()
  while read -r status seconds name; do
    group=${1:-${name%%/*}}
    spent[$group]=$((${spent[$group]:-0} + ${seconds%.*}))
    case $status in
      run) good[$group]=$((${good[$group]:-0} + 1)) ;;
      fail) bad[$group]=$((${bad[$group]:-0} + 1)) ;;
      *) skip[$group]=$((${skip[$group]:-0} + 1)) ;;
    esac
  done < <(sed -n 's/^.*<testcase name="\([^"]*\)".* time="\([0-9.]*\)" status="\([a-z]*\)".*$/\3 \2 \1/p' "$2")
  for group in "${!spent[@]}"; do
    printf '%s %d %d %d %d\n' "$group" "${good[$group]:-0}" "${bad[$group]:-0}" "${skip[$group]:-0}" "${spent[$group]}"
  done | sort
}

tidy_group() {
  local begun=$SECONDS log=$home/build/logs/tidy.log good=0 bad=0 file tool=clang-tidy
  type -P clang-tidy-16 >/dev/null && tool=clang-tidy-16
  (cd -- "$home" && cmake --preset tidy) >"$log" 2>&1 || { tail -n 20 "$log"; report tidy 0 1 0; return 0; }
  rm -rf -- "$home/build/tidy/reports" && mkdir -p -- "$home/build/tidy/reports"
  # One report a file; an empty report is removed, so what is left is what is wrong.
  (cd -- "$home" && find host -name '*.cpp' -print0 | xargs -0 -n 1 -P "$(nproc)" bash -c '
    report=build/tidy/reports/${2//\//_}.txt
    if "$1" -p build/tidy --quiet --extra-arg=-Wno-unknown-warning-option "$2" >"$report" 2>"$report.err"; then
      rm -f -- "$report" "$report.err"
    fi' tidy "$tool")
  for file in "$home"/build/tidy/reports/*.txt; do [[ -f $file ]] && bad=$((bad + 1)); done
  good=$(($(find "$home/host" -name '*.cpp' | wc -l) - bad))
  report tidy "$good" "$bad" $((SECONDS - begun))
  ((bad)) && cat -- "$home"/build/tidy/reports/*.txt | grep -E 'warning:|error:' | head -n 40
  return 0
}

selftest() {
  local long= pattern= release_ok= besides=(-LE '^long$')
  while (($#)); do
    case $1 in
      --long) long=1 besides=() ;;
      -r) (($# > 1)) || { selftest_help >&2; return 1; }; shift; pattern=$1 ;;
      -r*) pattern=${1#-r} ;;
      --offline) offline=1 ;;
      -h | --help) selftest_help; return 0 ;;
      *) say "selftest 没有选项 “$1”" "selftest has no option “$1”"; selftest_help >&2; return 1 ;;
    esac
    shift
  done

  local packages=("${run_packages[@]}" "${selftest_packages[@]}")
  if [[ $long ]]; then
    export GOUJI_LONG=1
    [[ $(</etc/debian_version) == 12* ]] || long_packages=(clang-tidy strace clang libclang-rt-19-dev)
    packages+=("${long_packages[@]}")
  fi
  if ! need "${packages[@]}"; then
    echo "0 passed, 1 failed"
    return 1
  fi
  mkdir -p -- "$home/build/logs"
  export GOUJI_HOME=$home UBSAN_OPTIONS=print_stacktrace=1 PYTHONDONTWRITEBYTECODE=1

  build_for_test asan gouji_unit_tests && ctest_suite unit asan "$pattern" -L '^unit$'
  if build_program; then
    release_ok=1
  else
    report "build release" 0 1 0
  fi
  if [[ $release_ok ]]; then
    # Configured anew, so that new test scripts and packages are seen; the program itself does not change.
    (cd -- "$home" && cmake --preset release) >"$home/build/logs/configure-release.log" 2>&1
    [[ $long ]] && build_for_test release gouji_bench_corpus gouji_bench_watch  # without them tests/commands/test_bench.py does little
    ctest_suite "" release "$pattern" "${besides[@]}"
    if ninja -C "$home/build/release" -t query gouji_bench >/dev/null 2>&1; then
      build_for_test release gouji_bench
    fi
  fi
  if [[ $long ]]; then
    [[ $pattern ]] || tidy_group
    build_for_test tsan gouji_unit_tests && ctest_suite unit-tsan tsan "$pattern" -L '^unit$'
    # shellcheck source=tests/selftest/fuzzing.bash
    source "$home/tests/selftest/fuzzing.bash"
    fuzz_group "$pattern"
    build_for_test asan-whole gouji_unit_tests && ctest_suite unit-asan-whole asan-whole "$pattern" -L '^unit$'
  fi

  ((skipped)) && text "跳过 $skipped 项（此机不具备条件）" "$skipped skipped (this machine cannot run them)"
  echo "$passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}
