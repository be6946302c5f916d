# Sourced by ./dev: what several commands need. All chatter goes to stderr or to build/*.log.

BUILD=$KENKO_ROOT/build
VENV=$KENKO_ROOT/.venv
JOBS=${KENKO_JOBS:-$(nproc)}
KENKO_QUIET=${KENKO_QUIET:-}
mkdir -p "$BUILD"
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { echo "./dev: $*" >&2; }
# What happens at each call, so that `./dev kenko` keeps it to itself.
mention() { if [[ -z $KENKO_QUIET ]]; then say "$*"; fi; }
die() { echo "./dev: $*" >&2; exit 1; }

# logged NAME COMMAND…: runs it with the output in build/NAME.log, the end of which is shown if it
# fails.
logged() {
  local log=$BUILD/$1.log
  shift
  if ! "$@" > "$log" 2>&1 < /dev/null; then
    echo "./dev: failed: $*" >&2
    # Errors first: ninja goes on with other files after the one that failed.
    grep -nE -A8 '(error|Error|FAILED)[: ]' "$log" | cut -c1-300 | head -60 >&2 || true
    echo "--- the end of ${log#"$KENKO_ROOT/"} ---" >&2
    tail -30 "$log" | cut -c1-300 >&2
    return 1
  fi
}

# locked COMMAND…: one setup or build at a time, as two of them would spoil each other's files.
locked() {
  (
    flock -n 9 || { mention "waiting for another ./dev …"; flock 9; }
    "$@" 9>&-
  ) 9> "$BUILD/.lock"
}

# hash_of FILE|DIR…: one hash of the names and contents, leaving out what builds leave behind.
hash_of() {
  (cd "$KENKO_ROOT" && find "$@" -type f -not -path '*/__pycache__/*' -not -path '*.egg-info/*' \
    -not -path '*/build/*' -print0 2> /dev/null | sort -z | xargs -0 -r sha256sum; echo "$KENKO_ROOT") |
    sha256sum | cut -d' ' -f1
}

# The C and C++ sources that formatting covers, NUL-separated.
c_sources() {
  local folders=()
  for folder in include src capi bindings tests benchmarks examples; do
    if [[ -d $folder ]]; then folders+=("$folder"); fi
  done
  find "${folders[@]}" -name build -prune -o \
    -type f \( -name '*.h' -o -name '*.c' -o -name '*.cc' \) -print0 | sort -z
}

source "$KENKO_ROOT/scripts/setup.sh"
source "$KENKO_ROOT/scripts/build.sh"
source "$KENKO_ROOT/scripts/steps.sh"
