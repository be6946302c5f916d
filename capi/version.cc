#include "kenko/version.h"

#include "capi/kenko.h"

int32_t kenko_version_abi(void) { return KENKO_ABI_VERSION; }

const char* kenko_version_text(void) { return kenko::VersionText(); }
