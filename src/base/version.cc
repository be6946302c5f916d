#include "kenko/version.h"

#define KENKO_TEXT_OF(x) #x
#define KENKO_TEXT(x) KENKO_TEXT_OF(x)

namespace kenko {

const char* VersionText() {
  return KENKO_TEXT(KENKO_VERSION_MAJOR) "." KENKO_TEXT(KENKO_VERSION_MINOR) "." KENKO_TEXT(
      KENKO_VERSION_PATCH);
}

}  // namespace kenko
