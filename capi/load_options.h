#ifndef KENKO_CAPI_LOAD_OPTIONS_H_
#define KENKO_CAPI_LOAD_OPTIONS_H_

#include "capi/kenko.h"
#include "kenko/portfolio.h"
#include "kenko/status.h"

namespace kenko::capi {

// Checks `given`, null for the defaults, and puts it into `taken` (whose texts stay the caller's)
// and `options`.
Status TakeLoadOptions(const kenko_load_options* given, kenko_load_options* taken,
                       LoadOptions* options);

}  // namespace kenko::capi

#endif  // KENKO_CAPI_LOAD_OPTIONS_H_
