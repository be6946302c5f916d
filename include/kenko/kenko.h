// All of kenko's C++ API. A host in another language takes kenko's C ABI instead (capi/kenko.h).
#ifndef KENKO_KENKO_H_
#define KENKO_KENKO_H_

#include "kenko/arrow.h"
#include "kenko/evaluate.h"
#include "kenko/evaluator.h"
#include "kenko/model.h"
#include "kenko/portfolio.h"
#include "kenko/status.h"
#include "kenko/table.h"
#include "kenko/time.h"
#include "kenko/version.h"

#endif  // KENKO_KENKO_H_
