#!/usr/bin/env bash
# exports_test.sh LIBRARY: libkenko exports exactly the names of capi/exports.txt, is named
# libkenko.so.1, and needs no library that a host would not expect.
set -euo pipefail
export LC_ALL=C

library=$1
list="$(dirname "$0")/../../capi/exports.txt"
status=0
fail() { echo "FAIL: $*"; status=1; }

sort --check --unique "$list" || fail "capi/exports.txt is not sorted, or names something twice"

# The version node itself (KENKO_1) is an absolute symbol, kind A.
exported=$(nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort)
if ! diff <(sort "$list") <(echo "$exported"); then
  fail "the exports differ from capi/exports.txt (< listed, > exported)"
fi

soname=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
[[ $soname == libkenko.so.1 ]] || fail "SONAME is '$soname', not libkenko.so.1"

while read -r needed; do
  case $needed in
    libabsl_*.so.* | libyaml-cpp.so.* | libstdc++.so.6 | libgcc_s.so.1) ;;
    libm.so.6 | libc.so.6 | libpthread.so.0 | ld-linux*.so.*) ;;
    *) fail "needs $needed, which is not on the list" ;;
  esac
done < <(readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')

# Every undefined symbol must be found in what the library itself names as needed.
if unresolved=$(ldd -r "$library" 2>&1 | grep -E 'undefined symbol|not found'); then
  fail "unresolved: $unresolved"
fi
# libc's and the compilers' own printing and exiting have no place in a library of a host.
if calls=$(nm -D --undefined-only "$library" | grep -wE 'exit|_exit|printf|puts|perror'); then
  fail "prints or exits: $calls"
fi
exit $status
