# `gouji selftest --long`, read by selftest.bash: each target of tests/fuzz under libFuzzer for a minute
# (GOUJI_FUZZ_SECONDS), as many at once as there are processors. An input that crashes, hangs, takes too much memory or
# breaks what a target promises is kept as build/logs/fuzz-NAME-…; put it into tests/fuzz/corpus/NAME once it is mended.
# shellcheck shell=bash disable=SC2154  # names of the wrapper and of selftest.bash

# fuzz_target NAME: the status is the runner's.
fuzz_target() {
  local corpus=$home/tests/fuzz/corpus/$1 words=$home/tests/fuzz/dictionaries/$1.dict found=$home/build/fuzz/found/$1
  # Leaks are looked for once, at the end: words, patterns and layouts are kept for the life of the process, which after
  # each input looks like a leak and makes libFuzzer walk the whole heap, ten times what the input costs.
  local options=(-detect_leaks=0 -max_total_time="${GOUJI_FUZZ_SECONDS:-60}" -timeout=20 -rss_limit_mb=2560 -print_final_stats=1
                 -artifact_prefix="$home/build/logs/fuzz-$1-")
  [[ -f $words ]] && options+=(-dict="$words")
  mkdir -p -- "$found" "$home/build/logs"
  rm -f -- "$home/build/logs/fuzz-$1-"*
  GOUJI_FUZZ_TARGET=$1 nice "$home/build/fuzz/bin/gouji_fuzz_runner" "${options[@]}" "$found" "$corpus" \
    >"$home/build/logs/fuzz-$1.log" 2>&1 </dev/null
}

# fuzz_report NAME STATUS SECONDS: the line of a target that has ended, and how to run again what stopped it.
fuzz_report() {
  local input
  report "fuzz/$1" $(($2 == 0)) $(($2 != 0)) "$3"
  (($2 == 0)) && return
  grep -m3 -e 'ERROR: ' -e 'runtime error: ' -e 'what(): ' -- "$home/build/logs/fuzz-$1.log" | sed 's/^/    /'
  for input in "$home/build/logs/fuzz-$1-"*; do
    [[ -f $input ]] || continue
    text "    复现：GOUJI_FUZZ_TARGET=$1 $home/build/fuzz/bin/gouji_fuzz_runner $input" \
         "    again: GOUJI_FUZZ_TARGET=$1 $home/build/fuzz/bin/gouji_fuzz_runner $input"
  done
  text "    全部记录：$home/build/logs/fuzz-$1.log" "    the whole log: $home/build/logs/fuzz-$1.log"
}

# fuzz_group PATTERN: a line for each target whose name fuzz/NAME matches.
fuzz_group() {
  local pattern=$1 folder name names=() symbols ended status
  local -A begun=() running=()  # by name; by process id
  for folder in "$home"/tests/fuzz/corpus/*/; do
    name=$(basename -- "$folder")
    [[ -z $pattern || fuzz/$name =~ $pattern ]] && names+=("$name")
  done
  ((${#names[@]})) || return 0
  build_for_test fuzz gouji_fuzz_runner || return 0
  # The program takes no other out of PATH, and so would find none for its stack traces.
  symbols=$(type -P llvm-symbolizer-16 llvm-symbolizer addr2line | head -n1)
  [[ $symbols ]] && export ASAN_SYMBOLIZER_PATH=$symbols

  fuzz_wait() {  # for one that ends
    wait -n -p ended "${!running[@]}"
    status=$?
    fuzz_report "${running[$ended]}" "$status" $((SECONDS - begun[${running[$ended]}]))
    unset "running[$ended]"
  }
  for name in "${names[@]}"; do
    ((${#running[@]} < $(nproc))) || fuzz_wait
    begun[$name]=$SECONDS
    fuzz_target "$name" &
    running[$!]=$name
  done
  while ((${#running[@]})); do fuzz_wait; done
}
