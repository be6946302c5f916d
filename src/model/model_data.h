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
#include "model/onboarding_data.h"
#include "model/scorecard_data.h"
#include "model/success_data.h"

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

struct TierCapacity {
  double hours_per_customer = 1;  // above 0
  double hours = 0;
};

struct TierLevel {
  std::string name;
  double from = 0;                       // the last level's is not read
  std::optional<TierCapacity> capacity;  // absent: boundless
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
  bool has_capacity = false;      // `capacity` is there
  FactSlot rank_by = kFactValue;  // what capacity planning fills by
};

struct Rule {
  enum class Effect : std::uint8_t { kAdd, kCap, kFloor, kScore, kBand };
  std::string name;
  Expression when;
  Effect effect = Effect::kAdd;
  Expression amount;       // all but kBand; a plain number is a constant expression
  std::uint32_t band = 0;  // kBand: index into bands
  bool decides = false;
  bool at_once = false;  // stability's `at_once` names it
  std::string says;      // empty: none
};

struct Band {
  std::string name;
  double edge = 0;               // the last band's is not read
  bool edge_is_outside = false;  // `above` instead of `from`
};

struct StabilitySection {
  Duration every = 0;  // the grid's step
  Duration look_back = 180 * kDay;
  double margin = 0;
  std::uint32_t confirm = 1;
};

struct TrendSection {
  Duration over = 28 * kDay;
  double steady_within = 5;
};

struct Play {
  std::string name;
  Expression when;
  std::string channel;             // empty: none
  std::optional<Duration> within;  // due so long after t
  // How often `done_by` happened within the last `quiet`: the slot of a measure without a name.
  std::optional<FactSlot> done_count;
  std::string says;  // empty: none
};

// A text that customers can be grouped by (MODEL.md 15).
struct TextFact {
  std::string name;
  FactSlot slot = 0;
};

struct ModelData {
  FactSlot NewSlot() { return frame_size++; }

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
  OnboardingSection onboarding;
  std::vector<SuccessGoal> success;
  std::vector<Scorecard> scorecards;
  std::vector<Rule> rules;  // the top level's
  std::vector<Band> bands;  // best first; never empty
  double unknown_below_coverage = 0;
  std::optional<StabilitySection> stability;
  TrendSection trend;
  std::optional<Expression> priority;  // absent: the default
  std::vector<Play> plays;
  std::vector<TextFact> text_facts;  // text attributes and facts, by name
  // Frames have this many values, a slot each; stacks must have room for the greatest stack_size.
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
