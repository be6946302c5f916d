// What the C ABI's opaque types hold.
#ifndef KENKO_CAPI_HANDLES_H_
#define KENKO_CAPI_HANDLES_H_

#include <utility>
#include <vector>

#include "capi/kenko.h"
#include "kenko/evaluate.h"
#include "kenko/evaluator.h"
#include "kenko/model.h"
#include "kenko/portfolio.h"
#include "kenko/status.h"

struct kenko_error {
  kenko::Status status;
};

struct kenko_model {
  kenko::Model model;
};

struct kenko_diagnostics {
  std::vector<kenko::Diagnostic> items;
};

struct kenko_portfolio {
  kenko::Portfolio portfolio;
};

struct kenko_load_report {
  kenko::LoadReport report;
};

struct kenko_snapshot {
  kenko::Snapshot snapshot;
};

struct kenko_result {
  kenko::Evaluation evaluation;
};

struct kenko_evaluator {
  explicit kenko_evaluator(kenko::Model model) : evaluator(std::move(model)) {}

  kenko::Evaluator evaluator;
  // What the last summary's arrays are.
  std::vector<kenko_text> reasons, plays;
};

#endif  // KENKO_CAPI_HANDLES_H_
