// A checked, compiled model: what the parser makes of the YAML file and the evaluator reads.
#ifndef KENKO_MODEL_MODEL_DATA_H_
#define KENKO_MODEL_MODEL_DATA_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kenko/model.h"
#include "kenko/time.h"
#include "model/expression.h"
#include "model/fact.h"
#include "model/kind_pattern.h"
#include "model/measure_data.h"
#include "model/scorecard_data.h"

namespace kenko {

struct AttributeFact {
  std::string name;
  AttributeType type = AttributeType::kText;
  FactSlot slot = 0;
};

struct CustomerSection {
  std::string id_column = "customer_id";
  std::string valid_from_column;  // empty: none declared
  std::vector<AttributeFact> attributes;
  // Roles: an index into attributes, or none.
  std::optional<std::size_t> started_at, ended_at, renews_at, value;
};

struct TierLevel {
  std::string name;
  double from = 0;  // the last level's is not read
};

struct TierException {
  enum class Effect : std::uint8_t { kTier, kAtLeast, kAtMost };
  std::string name;
  Expression when;
  Effect effect = Effect::kTier;
  std::uint32_t level = 0;  // index into levels: 0 is the best
};

struct TierSection {
  std::string by_name;  // as written; for the reasons
  FactSlot by = 0;
  std::vector<TierLevel> levels;  // best first; empty: no tiers
  std::vector<TierException> exceptions;
};

struct Rule {
  enum class Effect : std::uint8_t { kAdd, kCap, kFloor, kScore, kBand };
  std::string name;
  Expression when;
  Effect effect = Effect::kAdd;
  Expression amount;       // all but kBand; a plain number is a constant expression
  std::uint32_t band = 0;  // kBand: index into bands
  bool decides = false;
  std::string says;  // empty: none
};

struct Band {
  std::string name;
  double edge = 0;               // the last band's is not read
  bool edge_is_outside = false;  // `above` instead of `from`
};

struct TrendSection {
  Duration over = 28 * kDay;
  double steady_within = 5;
};

struct ModelData {
  std::string name;
  std::string hash;
  std::string file;
  absl::TimeZone timezone;  // UTC by default
  Duration late_by = 0;
  CustomerSection customer;
  // An activity's `where` sees a frame of its own: value, actor, kind, then these.
  std::vector<AttributeFact> activity_attributes;
  // The same as Model's methods show them.
  std::vector<AttributeDeclaration> customer_declarations, activity_declarations;

  std::vector<Aggregate> aggregates;  // those of named measures and those written in signals
  std::vector<Measure> measures;      // in file order; those written in place follow the named ones
  std::size_t named_measure_count = 0;
  std::vector<std::uint32_t> measure_order;  // indices such that each comes after what it reads
                                             // at the same clock

  TierSection tiers;
  std::vector<Scorecard> scorecards;
  std::vector<Rule> rules;  // the top level's
  std::vector<Band> bands;  // best first; never empty
  double unknown_below_coverage = 0;
  TrendSection trend;
  std::optional<Expression> priority;  // with a later issue; now always the default

  // Slots of subscore("…"), shared by the same path in several scorecards.
  std::vector<std::string> subscore_paths;
  FactSlot first_subscore_slot = 0;
  // Frames have this many values; stacks must have room for the greatest stack_size.
  FactSlot frame_size = kFixedFactCount;
  std::uint32_t stack_size = 0;

  // The offsets t − D that measures and the trend need, 0 first, then rising; each once.
  std::vector<Duration> clocks;
  std::size_t trend_clock = 0;  // index into clocks
};

// The slots of an activity's own frame (`where`).
enum ActivityFact : FactSlot {
  kActivityValue,
  kActivityActor,
  kActivityKind,
  kFirstActivityAttribute,
};

}  // namespace kenko

#endif  // KENKO_MODEL_MODEL_DATA_H_
