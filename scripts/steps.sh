# Sourced by ./dev: named steps with their times, and a summary.

STEPS_PASSED=0
STEPS_FAILED=()

# step NAME COMMAND…: runs it, tells how it went, and goes on either way.
step() {
  local name=$1 start=$SECONDS status=0
  shift
  # A subshell under `set -e` in a condition would ignore failures inside, hence the detour.
  set +e
  (set -e; "$@")
  status=$?
  set -e
  if [[ $status -eq 0 ]]; then
    STEPS_PASSED=$((STEPS_PASSED + 1))
    printf 'PASS  %-44s %4d s\n' "$name" $((SECONDS - start))
  else
    STEPS_FAILED+=("$name")
    printf 'FAIL  %-44s %4d s\n' "$name" $((SECONDS - start))
  fi
  return 0
}

# finish_steps: the closing line; fails if any step did.
finish_steps() {
  local name
  for name in "${STEPS_FAILED[@]}"; do echo "failed: $name"; done
  echo "$STEPS_PASSED passed, ${#STEPS_FAILED[@]} failed (${SECONDS} s)"
  [[ ${#STEPS_FAILED[@]} -eq 0 ]]
}
