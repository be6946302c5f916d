#include "health/levers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/snap.h"
#include "health/band.h"
#include "health/subscore.h"

namespace kenko {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTie = 1e-9;

// What a number must be so that the score comes to the edge: at least `least`, or above it.
// Everything between a signal's subscore and the final score rises or stays as the subscore rises,
// so that what is wanted of the score is undone step by step into what is wanted of the subscore.
struct Wanted {
  double least = 0;
  bool is_above = false;

  bool Meets(double x) const { return is_above ? SnappedLess(least, x) : !SnappedLess(x, least); }
};

// Undoes a true rule, with today's amount; nothing where no number before it is enough.
std::optional<Wanted> BeforeRule(const RuleEffect& effect, Wanted after) {
  if (!after.Meets(100)) return std::nullopt;  // the score is kept within 0..100
  const double amount = effect.amount.number;
  switch (effect.rule->effect) {
    case Rule::Effect::kAdd:
      after.least -= amount;
      return after;
    case Rule::Effect::kCap:
      if (!after.Meets(amount)) return std::nullopt;
      return after;
    case Rule::Effect::kFloor:
      return after;
    case Rule::Effect::kScore:
    case Rule::Effect::kBand:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Wanted> BeforeRules(const RulesResult& rules, Wanted wanted) {
  for (auto effect = rules.effects.rbegin(); effect != rules.effects.rend(); ++effect) {
    if (!effect->amount.present) continue;  // forced a band, or had no effect
    const std::optional<Wanted> before = BeforeRule(*effect, wanted);
    if (!before) return std::nullopt;
    wanted = *before;
  }
  return wanted;
}

// Undoes rounding to the nearest integer, halves away from zero.
Wanted BeforeRounding(const Wanted& wanted) {
  const double least = Snap(wanted.least);
  const double whole = wanted.is_above ? std::floor(least) + 1 : std::ceil(least);
  return {whole - 0.5, whole <= 0};
}

// What is wanted of a child, given what is wanted of the group.
std::optional<Wanted> OfChild(const Scorecard& scorecard, const Node& group, std::uint32_t child,
                              const std::vector<NodeResult>& results, Wanted wanted) {
  const NodeResult& result = results[static_cast<std::size_t>(&group - scorecard.nodes.data())];
  if (group.round) wanted = BeforeRounding(wanted);
  double others = group.combine == Combine::kSum ? group.base : 0;
  for (const std::uint32_t other : group.children) {
    const NodeResult& part = results[other];
    if (other == child || !part.applies || !part.used.present) continue;
    if (group.combine == Combine::kMin && !wanted.Meets(part.used.number)) return std::nullopt;
    const double weight = group.combine == Combine::kMean ? scorecard.nodes[other].weight : 1;
    others += weight * part.used.number;
  }
  switch (group.combine) {
    case Combine::kMean:
      wanted.least = (wanted.least * result.weight_sum - others) / scorecard.nodes[child].weight;
      return wanted;
    case Combine::kMin:
    case Combine::kMax:
      return wanted;
    case Combine::kSum:
      if (!wanted.Meets(group.highest)) return std::nullopt;
      wanted.least -= others;
      return wanted;
  }
  return std::nullopt;
}

std::optional<Wanted> OfSignal(const Scorecard& scorecard, std::uint32_t signal,
                               const std::vector<NodeResult>& results, const Wanted& of_root) {
  std::vector<std::uint32_t> path;  // from the signal up
  for (std::uint32_t n = signal; n != kNoNode; n = scorecard.nodes[n].parent) path.push_back(n);
  std::optional<Wanted> wanted = of_root;
  for (std::size_t i = path.size(); wanted && i-- > 1;) {
    wanted = OfChild(scorecard, scorecard.nodes[path[i]], path[i - 1], results, *wanted);
  }
  return wanted;
}

// Gathers the stretches of values that are enough, and keeps what is nearest to today's.
class Nearest {
 public:
  explicit Nearest(double value) : value_(value) {}

  void Add(double from, double to) {
    const double candidate = value_ < from ? from : value_ > to ? to : value_;
    if (!std::isfinite(candidate)) return;
    const double distance = std::fabs(candidate - value_);
    const bool is_tie = best_ && std::fabs(distance - distance_) <= kTie;
    if (best_ && (is_tie ? candidate <= *best_ : distance > distance_)) return;
    best_ = candidate;
    distance_ = distance;
  }
  const std::optional<double>& best() const { return best_; }

 private:
  double value_;
  std::optional<double> best_;
  double distance_ = 0;
};

void AddCurve(const Shape& shape, const Wanted& wanted, Nearest& nearest) {
  const std::vector<CurvePoint>& points = shape.curve;
  if (!shape.outside_is_missing) {
    if (wanted.Meets(points.front().y)) nearest.Add(-kInfinity, points.front().x);
    if (wanted.Meets(points.back().y)) nearest.Add(points.back().x, kInfinity);
  }
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const CurvePoint &a = points[i], &b = points[i + 1];
    const bool a_meets = wanted.Meets(a.y), b_meets = wanted.Meets(b.y);
    if (!a_meets && !b_meets) continue;
    double from = a.x, to = b.x;
    if (a_meets != b_meets) {
      const double crossing =
          std::clamp(a.x + (wanted.least - a.y) * (b.x - a.x) / (b.y - a.y), a.x, b.x);
      (a_meets ? to : from) = crossing;
    }
    nearest.Add(from, to);
  }
}

void AddRanges(const Shape& shape, const Wanted& wanted, Nearest& nearest) {
  double from = -kInfinity;
  for (const Range& range : shape.ranges) {
    const double to = range.bound == Range::Bound::kRest ? kInfinity : range.x;
    if (wanted.Meets(range.y)) nearest.Add(from, to);
    from = to;
  }
}

std::optional<double> NearestValue(const Shape& shape, double value, const Wanted& wanted,
                                   bool under_sum) {
  Nearest nearest(value);
  switch (shape.form) {
    case Shape::Form::kCurve:
      AddCurve(shape, wanted, nearest);
      break;
    case Shape::Form::kIdentity:
      if (under_sum || wanted.Meets(100)) nearest.Add(wanted.least, kInfinity);
      break;
    case Shape::Form::kRanges:
      AddRanges(shape, wanted, nearest);
      break;
    case Shape::Form::kValues:
    case Shape::Form::kTrueIf:
      break;
  }
  return nearest.best();
}

}  // namespace

void FindLevers(const ModelData& model, const Scorecard& scorecard,
                const std::vector<NodeResult>& results, const std::vector<double>& factors,
                const RulesResult& rules, const Value* facts, Value* stack, Levers& levers) {
  levers.items.clear();
  if (!rules.score.present) return;
  const std::uint32_t band = BandOfScore(model.bands, rules.score.number);
  if (band == 0) return;
  levers.band = band - 1;
  const Band& next = model.bands[levers.band];
  const std::optional<Wanted> of_root = BeforeRules(rules, {next.edge, next.edge_is_outside});
  if (!of_root) return;
  for (std::uint32_t n = 0; n < scorecard.nodes.size(); ++n) {
    const Node& node = scorecard.nodes[n];
    const NodeResult& result = results[n];
    if (!node.is_signal || factors[n] == 0) continue;
    const Shape* const shape = ShapeInForce(node, facts, stack);
    if (shape == nullptr || node.input_type != ValueType::kNumber || !result.input.present)
      continue;
    const std::optional<Wanted> wanted = OfSignal(scorecard, n, results, *of_root);
    if (!wanted) continue;
    const std::optional<double> needed =
        NearestValue(*shape, result.input.number, *wanted, IsUnderSum(scorecard, node));
    if (needed) levers.items.push_back({n, result.input.number, *needed});
  }
}

}  // namespace kenko
