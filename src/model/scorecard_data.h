// Scorecards (MODEL.md 9) as compiled: a tree of nodes in file order.
#ifndef KENKO_MODEL_SCORECARD_DATA_H_
#define KENKO_MODEL_SCORECARD_DATA_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/expression.h"
#include "model/fact.h"

namespace kenko {

struct Rule;

struct CurvePoint {
  double x = 0, y = 0;
};

// What a curve does between two neighbouring points, or beyond its ends.
struct CurvePiece {
  double x = 0, y = 0;  // where it begins; of the piece before the first point, that point
  double rise = 0, run = 1;
  // Beyond x by up to `near`, or not below `clear_to`, snapping may bring a value to an end.
  double near = 0, clear_to = 0;
};

struct Range {
  enum class Bound : std::uint8_t { kBelow, kUpTo, kRest };
  Bound bound = Bound::kRest;
  double x = 0;  // not read for kRest
  double y = 0;
};

struct NamedValue {
  std::string text;
  double y = 0;
};

// How a value becomes a subscore.
struct Shape {
  enum class Form : std::uint8_t { kCurve, kIdentity, kRanges, kValues, kTrueIf };
  Form form = Form::kIdentity;
  std::vector<CurvePoint> curve;
  std::vector<CurvePiece> pieces;   // of the curve: by how many points lie at or below a value
  bool outside_is_missing = false;  // kCurve with `outside: skip`
  std::vector<Range> ranges;
  std::vector<NamedValue> values;      // without "*"
  std::optional<double> other_text;    // "*"
  double if_false = 0, if_true = 100;  // kTrueIf: `points`

  // Fills `pieces`, once `curve` and `outside_is_missing` are known.
  void MakePieces();
};

struct Case {
  std::optional<Expression> when;
  Shape shape;
};

enum class Combine : std::uint8_t { kMean, kMin, kMax, kSum };

struct MissingPolicy {
  enum class Form : std::uint8_t { kSkip, kStandIn, kFail };
  Form form = Form::kSkip;
  double stand_in = 0;
};

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

// A signal, a group, or the scorecard itself (node 0, whose path is empty).
struct Node {
  bool is_signal = false;
  std::string name;
  std::string path;
  std::uint32_t parent = kNoNode;
  std::optional<FactSlot> subscore_slot;  // set where some subscore("…") names this path
  double weight = 1;                      // read only under a mean
  MissingPolicy missing;
  std::optional<Expression> applies;
  std::string says;  // empty: none

  // A signal's input: a fact, or an expression (`formula:`, `true_if:`). Its type is kNumber, kText
  // or (true_if) kFlag.
  ValueType input_type = ValueType::kNumber;
  std::optional<FactSlot> input;
  std::optional<Expression> formula;
  bool has_cases = false;
  std::vector<Case> cases;  // without `cases:`, one case without `when`

  // A group's or the root's.
  Combine combine = Combine::kMean;
  double base = 0;                   // kSum
  double lowest = 0, highest = 100;  // kSum: `limits`; ±infinity where there are none
  bool round = false;
  std::optional<Expression> override_with;
  std::vector<std::uint32_t> children;  // signals, then groups, in file order
};

// The least and the greatest subscore that a signal can have; ±infinity for an identity under a
// sum.
struct SubscoreSpan {
  double lowest = 0;
  double highest = 0;
};

// What most evaluations need of a node, in one cache line: it is read again and again.
struct NodeBrief {
  bool is_signal = false;
  bool always_applies = false;  // the parent does too, and there is no `applies`
  bool is_under_sum = false;
  // A signal that takes a fact and has one case without `when`: then `input` and `shape` say all.
  bool is_plain_signal = false;
  bool has_override = false;
  MissingPolicy::Form missing = MissingPolicy::Form::kSkip;
  FactSlot input = 0;
  double weight = 1;
  double stand_in = 0;
  const Shape* shape = nullptr;  // the node's own
  SubscoreSpan span;             // a signal's, over all its cases
};

struct Scorecard {
  // Fills `briefs` and what follows from them, once the nodes are whole.
  void MakeBriefs();
  // Fills in each node's nominal weight: the root's is 1, and is shared out to the children that
  // apply, and so on.
  template <typename Applies>
  void ShareWeights(const Applies& applies, std::vector<double>& nominal) const;

  Scorecard();
  ~Scorecard();
  Scorecard(Scorecard&&) noexcept;
  Scorecard& operator=(Scorecard&&) noexcept;

  std::string name;
  std::optional<Expression> when;
  std::vector<Node> nodes;        // in the order of the explanation: each before its children
  std::vector<NodeBrief> briefs;  // by node
  bool names_subscores = false;   // some node has a subscore_slot
  bool all_apply = true;          // every node always does: then these hold for all customers
  std::vector<double> nominal_weights;
  std::vector<Rule> rules;  // its own, applied before the top level's
};

template <typename Applies>
void Scorecard::ShareWeights(const Applies& applies, std::vector<double>& nominal) const {
  nominal.assign(nodes.size(), 0);
  nominal[0] = 1;
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    const Node& node = nodes[n];
    if (node.is_signal || !applies(n)) continue;
    const auto weight = [&](std::uint32_t child) {
      return node.combine == Combine::kMean ? nodes[child].weight : 1.0;
    };
    double sum = 0;
    for (const std::uint32_t child : node.children) {
      if (applies(child)) sum += weight(child);
    }
    if (sum == 0) continue;
    for (const std::uint32_t child : node.children) {
      if (applies(child)) nominal[child] = nominal[n] * weight(child) / sum;
    }
  }
}

}  // namespace kenko

#endif  // KENKO_MODEL_SCORECARD_DATA_H_
