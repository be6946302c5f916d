# Sourced by ./dev: the benchmarks.

run_benchmarks() {
  if [[ ${1:-} == parts ]]; then
    shift
    run_part_benchmarks "$@"
    return
  fi
  setup
  build_cpp release kenko kenko_benchmarks
  build_python
  locked install_engines
  # kenko beside what a user would take instead; arguments as of benchmarks/compare/run.py.
  "$VENV/bin/python" "$KENKO_ROOT/benchmarks/compare/run.py" \
    --programs "$BUILD/release/benchmarks" --data "$BUILD/bench-data" --out "$BUILD/bench" "$@"
}

# The other engines, where they are not there yet.
install_engines() {
  local requirements=$KENKO_ROOT/benchmarks/requirements.txt
  if "$VENV/bin/python" -c 'import duckdb, numpy, pandas, polars, pyarrow' 2> /dev/null; then
    return
  fi
  say "installing DuckDB, Polars and others to compare with …"
  logged pip-bench "$VENV/bin/python" -m pip install -r "$requirements"
}

# The Google Benchmark programs, one a part of src.
run_part_benchmarks() {
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
