#!/usr/bin/env bash
# header_test.sh CC CXX: capi/kenko.h compiles by itself, without a warning, in every standard of C
# and C++ that a host may use.
set -euo pipefail

header="$(dirname "$0")/../../capi/kenko.h"
warnings=(-Wall -Wextra -pedantic -Werror -fsyntax-only)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Twice, so that a missing include guard is noticed too.
printf '#include "kenko.h"\n#include "kenko.h"\n' | tee "$scratch/use.c" > "$scratch/use.cc"

status=0
try() {
  "$@" "${warnings[@]}" -I"$(dirname "$header")" || { echo "FAIL: $*"; status=1; }
}
for std in c99 c11 c17; do try "$1" -std=$std "$scratch/use.c"; done
for std in c++11 c++14 c++17 c++20; do try "$2" -std=$std "$scratch/use.cc"; done
exit $status
