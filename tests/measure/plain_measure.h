// An aggregating measure as the model reference tells it, slow and obvious: a loop over all
// activities.
#ifndef KENKO_TESTS_MEASURE_PLAIN_MEASURE_H_
#define KENKO_TESTS_MEASURE_PLAIN_MEASURE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "portfolio/plain_portfolio.h"
#include "support/random_rows.h"

namespace kenko::testing {

struct PlainMeasure {
  // `where` of the model and what it says.
  struct Condition {
    const char* text;
    bool (*holds)(const PlainActivity& row);
  };
  std::string key;  // "count", …; "distinct actor", "distinct kind"
  std::vector<std::string> of, except;
  Duration window = 0;  // 0: all time; whole hours
  const Condition* where = nullptr;
  std::string decay;  // "half_life", "linear" or none
  Duration decay_length = 0;

  std::string Yaml() const;
  // Missing: nothing.
  std::optional<double> Value(const std::vector<PlainActivity>& activities, Instant t,
                              absl::TimeZone zone) const;
};

PlainMeasure MakeRandomMeasure(RandomRows& random);

}  // namespace kenko::testing

#endif  // KENKO_TESTS_MEASURE_PLAIN_MEASURE_H_
