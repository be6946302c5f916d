# Sourced by ./dev: building the C++ tree and the Python package.

# build_cpp PRESET TARGET…
build_cpp() { locked build_cpp_unlocked "$@"; }

build_cpp_unlocked() {
  local preset=$1 dir=$BUILD/$1
  shift
  cd "$KENKO_ROOT"
  if [[ ! -f $dir/build.ninja || CMakePresets.json -nt $dir/build.ninja ]]; then
    say "configuring build/$preset …"
    logged "configure-$preset" cmake --preset "$preset" || return 1
  fi
  mention "building build/$preset …"
  # -k 0: a failing file does not hide what else is wrong.
  logged "build-$preset" cmake --build "$dir" -j "$JOBS" --target "$@" -- -k 0
}

# Installs the Python package into .venv when its sources or the header changed. A changed library
# needs nothing: the module finds build/release/libkenko.so.1 by its rpath.
build_python() { locked build_python_unlocked; }

build_python_unlocked() {
  local stamp=$VENV/.package-stamp want copy=$BUILD/python
  want=$(hash_of bindings/python capi/kenko.h)
  if [[ -f $stamp && $(< "$stamp") == "$want" && $stamp -nt $VENV/.setup-stamp ]]; then return; fi
  say "installing the Python package …"
  rm -f "$stamp"
  # From a copy: setuptools leaves a build folder behind, and would pick up deleted files from it.
  rm -rf "$copy"
  cp -r "$KENKO_ROOT/bindings/python" "$copy"
  rm -rf "$copy/build" "$copy"/*.egg-info
  KENKO_LIB_DIR=$BUILD/release KENKO_INCLUDE_DIR=$KENKO_ROOT/capi logged python-package \
    "$VENV/bin/python" -m pip install --no-build-isolation --no-deps --force-reinstall "$copy" ||
    return 1
  echo "$want" > "$stamp"
}
