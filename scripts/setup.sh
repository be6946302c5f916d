# Sourced by ./dev: system packages and the project's virtual environment.

BUILD_PACKAGES=(cmake ninja-build pkg-config libabsl-dev libyaml-cpp-dev libgtest-dev libgmock-dev
  libbenchmark-dev tzdata)
CHECK_PACKAGES=(clang clang-tidy clang-format libclang-rt-14-dev valgrind)

setup() { locked setup_unlocked; }

setup_unlocked() {
  local packages=("${BUILD_PACKAGES[@]}")
  command -v c++ > /dev/null || packages+=(g++)
  command -v python3 > /dev/null || packages+=(python3 python3-venv python3-dev)
  install_packages "${packages[@]}"
  setup_venv
}

# install_packages PACKAGE…: the missing ones, through apt.
install_packages() {
  if ! command -v dpkg-query > /dev/null; then
    mention "not a Debian-like system; please see to it that these are there: $*"
    return
  fi
  local missing=() package
  for package in "$@"; do
    # shellcheck disable=SC2016
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) == installed ]] ||
      missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  local sudo=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo > /dev/null || die "please install as root: apt-get install ${missing[*]}"
    sudo=(sudo)
  fi
  say "installing ${missing[*]} …"
  # Once a run: `apt-get update` is the slow part.
  if [[ -z ${KENKO_APT_UPDATED:-} ]]; then
    logged apt-update "${sudo[@]}" apt-get update
    KENKO_APT_UPDATED=1
  fi
  logged apt-install "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"
}

# The Python that .venv is made of. Any from 3.10 on; the system's gets its headers and venv by apt.
python_is_usable() {
  "$1" - 2> /dev/null << 'PYTHON'
import ensurepip, os, sys, sysconfig, venv
assert sys.version_info >= (3, 10)
assert os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))
PYTHON
}

choose_python() {
  PYTHON=${KENKO_PYTHON:-python3}
  if python_is_usable "$PYTHON"; then return; fi
  [[ -z ${KENKO_PYTHON:-} ]] || die "$PYTHON is older than 3.10, or lacks venv or its headers"
  install_packages python3 python3-venv python3-dev
  for PYTHON in python3 /usr/bin/python3; do
    if python_is_usable "$PYTHON"; then return; fi
  done
  die "no Python from 3.10 on with venv and its headers; KENKO_PYTHON may name one"
}

setup_venv() {
  local stamp=$VENV/.setup-stamp want
  want=$(hash_of bindings/python/pyproject.toml tests/requirements.txt scripts/setup.sh \
    scripts/python_requirements.py)
  if [[ -f $stamp && $(< "$stamp") == "$want" ]] && "$VENV/bin/python" -c '' 2> /dev/null; then
    return
  fi
  say "setting up .venv …"
  if ! "$VENV/bin/python" -m pip --version > /dev/null 2>&1; then
    choose_python
    rm -rf "$VENV"
    logged venv "$PYTHON" -m venv "$VENV"
  fi
  rm -f "$stamp"
  # pip's own copy of tomli reads pyproject.toml where Python has no tomllib yet.
  "$VENV/bin/python" "$KENKO_ROOT/scripts/python_requirements.py" \
    "$KENKO_ROOT/bindings/python/pyproject.toml" cli test > "$VENV/requirements.txt"
  logged pip "$VENV/bin/python" -m pip install -r "$VENV/requirements.txt" \
    -r "$KENKO_ROOT/tests/requirements.txt"
  echo "$want" > "$stamp"
}
