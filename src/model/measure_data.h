// Measures (MODEL.md 4) as compiled.
#ifndef KENKO_MODEL_MEASURE_DATA_H_
#define KENKO_MODEL_MEASURE_DATA_H_

#include <cstdint>
#include <optional>
#include <string>

#include "kenko/time.h"
#include "model/expression.h"
#include "model/fact.h"
#include "model/kind_pattern.h"

namespace kenko {

enum class AggregateOp : std::uint8_t {
  kCount,
  kSum,
  kMean,
  kMin,
  kMax,
  kLast,
  kDistinctActor,
  kDistinctKind,
  kActiveDays,
  kDaysSinceLast,
  kDaysSinceFirst,
};

enum class Decay : std::uint8_t { kNone, kHalfLife, kLinear };

// What is drawn from a customer's activities.
struct Aggregate {
  AggregateOp op = AggregateOp::kCount;
  KindPattern of;
  KindPattern except;
  Duration window = 0;              // 0: all time
  std::optional<Expression> where;  // over an activity's frame (ActivityFact)
  Decay decay = Decay::kNone;       // kCount and kSum only
  Duration decay_length = 0;
  bool ignores_gaps = false;  // feeds have no say: a play's `done_by`
};

struct Measure {
  enum class Form : std::uint8_t {
    kAggregate,
    kDaysSince,  // of a time attribute
    kDaysUntil,
    kFormula,
    kChange,
    kDifference,
  };
  std::string name;  // empty: written in place in a signal, or a play's `done_by`
  Form form = Form::kAggregate;
  FactSlot slot = 0;
  std::uint32_t aggregate = 0;          // kAggregate: index into ModelData::aggregates
  FactSlot attribute = 0;               // kDaysSince, kDaysUntil: the time attribute's slot
  Expression formula;                   // kFormula
  std::uint32_t base = 0;               // kChange, kDifference: index of the other measure
  Duration over = 0;                    // kChange, kDifference
  std::optional<double> base_at_least;  // kChange
  Duration needs_history = 0;           // 0: none
};

}  // namespace kenko

#endif  // KENKO_MODEL_MEASURE_DATA_H_
