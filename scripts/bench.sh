# Sourced by ./dev: the benchmarks.

run_benchmarks() {
  local args=() program
  for arg in "$@"; do
    # A smoke run: small inputs, and one short repetition of each.
    if [[ $arg == --quick ]]; then
      export KENKO_BENCH_QUICK=1
      args+=(--benchmark_min_time=0.01)
    else
      args+=("$arg")
    fi
  done
  setup
  build_cpp release kenko_benchmarks
  for program in "$BUILD"/release/benchmarks/*_bench; do
    echo "== ${program##*/}"
    "$program" "${args[@]}"
  done
}
