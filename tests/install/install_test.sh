#!/usr/bin/env bash
# install_test.sh CMAKE BUILD_DIR CXX CC: installs into a scratch folder, and builds and runs hosts
# against that copy through find_package and through pkg-config.
set -euo pipefail

cmake=$1 build=$2 cxx=$3 cc=$4
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix

"$cmake" --install "$build" --prefix "$prefix" > "$scratch/install.log" ||
  { cat "$scratch/install.log"; exit 1; }

echo "find_package:"
"$cmake" -S "$here" -B "$scratch/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_C_COMPILER="$cc" > /dev/null
"$cmake" --build "$scratch/build" > "$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }
"$scratch/build/c_host"
"$scratch/build/cpp_host"

echo "pkg-config:"
libdir=$(dirname "$(find "$prefix" -name libkenko.so)")
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name kenko.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
"$cc" -std=c99 "$here/host.c" -o "$scratch/pc_host" \
  $(pkg-config --define-variable=prefix="$prefix" --cflags --libs kenko)
LD_LIBRARY_PATH=$libdir "$scratch/pc_host"
