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

# ctest_group GROUP PRESET PATTERN LABEL…: runs the tests of the labels and adds up.
ctest_group() {
  local group=$1 folder=$home/build/$2 pattern=$3 begun=$SECONDS
  local log=$home/build/logs/test-$1.log junit=$home/build/logs/test-$1.xml
  local all bad skip options=(--no-tests=ignore --output-on-failure --parallel "$(nproc)" --output-junit "$junit")
  [[ $pattern ]] && options+=(-R "$pattern")
  rm -f -- "$junit"
  ctest --test-dir "$folder" -L "^${*:4}\$" "${options[@]}" >"$log" 2>&1 </dev/null
  if [[ ! -f $junit ]]; then
    grep -q 'No tests were found' -- "$log" && return 0
    tail -n 20 -- "$log"
    report "$group" 0 1 $((SECONDS - begun))
    return 0
  fi
  all=$(junit_count tests "$junit") bad=$(junit_count failures "$junit")
  skip=$(($(junit_count skipped "$junit") + $(junit_count disabled "$junit")))
  ((all)) || return 0
  report "$group" $((all - bad - skip)) "$bad" $((SECONDS - begun))
  if ((skip)); then
    skipped=$((skipped + skip))
    sed -n 's/^.*<testcase name="\([^"]*\)".* status="\(notrun\|disabled\)".*$/    skipped: \1/p' "$junit"
  fi
  if ((bad)); then
    grep -v -e '\.\.\. *Passed' -e '^ *Start ' -e '^Internal ctest' -e '^Test project' -- "$log" | head -n 80
    text "    全部记录：$log" "    the whole log: $log"
  fi
}

junit_count() {
  local number
  number=$(grep -o -m1 "\\b$1=\"[0-9]*\"" -- "$2" | head -n1 | tr -dc 0-9)
  printf '%d' "${number:-0}"
}

# The groups of the release build are the folders under tests/.
labels_of() {
  ctest --test-dir "$home/build/$1" --print-labels 2>/dev/null | sed -n 's/^  \([a-z_]*\)$/\1/p'
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
  local long= pattern= label release_ok=
  while (($#)); do
    case $1 in
      --long) long=1 ;;
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

  build_for_test asan gouji_unit_tests && ctest_group unit asan "$pattern" unit
  if build_program; then
    release_ok=1
  else
    report "build release" 0 1 0
  fi
  if [[ $release_ok ]]; then
    # Configured anew, so that new test scripts and packages are seen; the program itself does not change.
    (cd -- "$home" && cmake --preset release) >"$home/build/logs/configure-release.log" 2>&1
    for label in $(labels_of release); do
      [[ $label == long && ! $long ]] && continue
      ctest_group "$label" release "$pattern" "$label"
    done
    if ninja -C "$home/build/release" -t query gouji_bench >/dev/null 2>&1; then
      build_for_test release gouji_bench
    fi
  fi
  if [[ $long ]]; then
    [[ $pattern ]] || tidy_group
    build_for_test tsan gouji_unit_tests && ctest_group unit-tsan tsan "$pattern" unit
    # shellcheck source=tests/selftest/fuzzing.bash
    source "$home/tests/selftest/fuzzing.bash"
    fuzz_group "$pattern"
    build_for_test asan-whole gouji_unit_tests && ctest_group unit-asan-whole asan-whole "$pattern" unit
  fi

  ((skipped)) && text "跳过 $skipped 项（此机不具备条件）" "$skipped skipped (this machine cannot run them)"
  echo "$passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}
