// A C++ host of an installed kenko.
#include <cstdio>

#include "kenko/kenko.h"

int main() {
  std::printf("%s\n", kenko::VersionText());
  return 0;
}
