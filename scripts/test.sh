# Sourced by ./dev: what must pass before a commit.

PYTHON_TESTS=(bindings/python/tests tests/differential tests/models)

run_ctest() {  # PRESET ARGS…
  local preset=$1
  shift
  ctest --test-dir "$BUILD/$preset" --output-on-failure --no-tests=error -j "$JOBS" "$@"
}

run_pytest() {  # FOLDER; from the root, as tests name files of examples/
  cd "$KENKO_ROOT"
  "$VENV/bin/python" -m pytest -q -p no:cacheprovider "$1"
}

run_python_example() {  # FILE
  cd "$KENKO_ROOT"
  logged "example-$(basename "$1" .py)" "$VENV/bin/python" "$1"
}

# The real evaluator against the plain one of the tests, on random models and portfolios.
run_differential() {  # NUMBER OF SEEDS
  cd "$KENKO_ROOT"
  logged differential "$VENV/bin/python" tests/differential/compare.py --seeds "0:$1"
}

# has_python_tests FOLDER
has_python_tests() { find "$KENKO_ROOT/$1" -name 'test_*.py' 2> /dev/null | grep -q .; }

run_tests() {
  local folder example
  step "setup" setup
  step "includes" "$VENV/bin/python" "$KENKO_ROOT/scripts/check_includes.py"
  step "build" build_cpp release kenko kenko_tests
  step "ctest" run_ctest release "$@"
  step "Python package" build_python
  for folder in "${PYTHON_TESTS[@]}"; do
    if has_python_tests "$folder"; then step "pytest $folder" run_pytest "$folder"; fi
  done
  for example in "$KENKO_ROOT"/examples/python/*.py; do
    if [[ -f $example ]]; then step "example ${example##*/}" run_python_example "$example"; fi
  done
  step "differential" run_differential "${KENKO_TEST_SEEDS:-2000}"
  finish_steps
}
