# Sourced by ./dev: the heavy checks. Each check_<step> is one line of the report.

CHECK_STEPS=(includes format clang_tidy gcc clang header asan tsan fuzz differential instructions)

check_includes() { python3 "$KENKO_ROOT/scripts/check_includes.py"; }

check_format() {
  cd "$KENKO_ROOT"
  local log=$BUILD/format.log
  if ! c_sources | xargs -0 -r clang-format --dry-run -Werror 2> "$log"; then
    sed -n 's/^\([^: ]*\):[0-9]*:[0-9]*: error.*/\1/p' "$log" | sort -u
    echo "these are not formatted (${log#"$KENKO_ROOT/"}); run ./dev format"
    return 1
  fi
}

# Both compilers build everything (tests, examples and benchmarks too) with warnings as errors.
check_gcc() { build_cpp gcc all kenko_benchmarks; }
check_clang() { build_cpp clang all kenko_benchmarks; }

check_clang_tidy() {
  mkdir -p "$BUILD/clang"
  cd "$KENKO_ROOT"
  logged configure-clang cmake --preset clang
  logged clang-tidy run_clang_tidy
}

run_clang_tidy() {
  # It colours its output whatever it is told; the log is for reading.
  run-clang-tidy -quiet -p "$BUILD/clang" -j "$JOBS" "^$KENKO_ROOT/(src|capi)/" |
    sed 's/\x1b\[[0-9;]*m//g'
}

check_header() {
  local pair
  for pair in "gcc g++" "clang clang++"; do
    # shellcheck disable=SC2086
    bash "$KENKO_ROOT/tests/capi/header_test.sh" $pair
  done
}

check_asan() {
  build_cpp asan kenko_tests
  export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
  export UBSAN_OPTIONS=print_stacktrace=1
  run_ctest asan
}

check_tsan() {
  build_cpp tsan kenko_tests
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  # ThreadSanitizer of these compilers can't cope with the address randomisation of new kernels.
  local fixed=()
  if setarch -R true 2> /dev/null; then fixed=(setarch -R); fi
  "${fixed[@]}" ctest --test-dir "$BUILD/tsan" --output-on-failure --no-tests=error -j "$JOBS"
}

check_fuzz() {
  build_cpp fuzz kenko_fuzzers
  run_fuzzers "${KENKO_FUZZ_SECONDS:-60}"
}

# run_fuzzers SECONDS: each target from its corpus; what is found new stays in build/fuzz-runs.
run_fuzzers() {
  local program name work jobs=() failed=0 found=0
  for program in "$BUILD"/fuzz/fuzz/*_fuzz; do
    [[ -x $program && -f $KENKO_ROOT/tests/fuzz/${program##*/}.cc ]] || continue
    found=1
    name=$(basename "$program" _fuzz)
    work=$BUILD/fuzz-runs/$name
    rm -rf "$work"
    mkdir -p "$work/corpus"
    if [[ -d $KENKO_ROOT/tests/fuzz/corpus/$name ]]; then
      cp -r "$KENKO_ROOT/tests/fuzz/corpus/$name/." "$work/corpus"
    fi
    # At most as many at once as there are processors.
    while [[ $(jobs -rp | wc -l) -ge $JOBS ]]; do sleep 1; done
    "$program" -max_total_time="$1" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
      -artifact_prefix="$work/" "$work/corpus" > "$work/log" 2>&1 &
    jobs+=("$!:$name")
  done
  [[ $found -eq 1 ]] || { echo "no fuzz targets"; return 1; }
  local job
  for job in "${jobs[@]}"; do
    name=${job#*:}
    work=$BUILD/fuzz-runs/$name
    if wait "${job%%:*}"; then
      echo "      fuzz $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log") runs"
    else
      failed=1
      tail -60 "$work/log"
      echo "fuzz $name failed; the input is in ${work#"$KENKO_ROOT/"}"
    fi
  done
  return $failed
}

check_differential() {
  setup
  build_cpp release kenko
  build_python
  run_differential "${KENKO_CHECK_SEEDS:-6000}"
}

# Instructions of small workloads beside those in benchmarks/instructions/counts.json.
check_instructions() {
  build_cpp release small_workloads
  python3 "$KENKO_ROOT/benchmarks/instructions/count.py" ${KENKO_UPDATE_INSTRUCTIONS:+--update} \
    "$BUILD/release/benchmarks/small_workloads"
}

run_checks() {
  local name steps=("$@")
  if [[ ${#steps[@]} -eq 0 ]]; then steps=("${CHECK_STEPS[@]}"); fi
  for name in "${steps[@]}"; do
    [[ $(type -t "check_$name") == function ]] || die "no check '$name'; there are: ${CHECK_STEPS[*]}"
  done
  step "setup" setup
  step "check packages" install_packages "${CHECK_PACKAGES[@]}"
  for name in "${steps[@]}"; do step "$name" "check_$name"; done
  finish_steps
}
