#include "model/scorecard_data.h"

#include <cmath>
#include <limits>

#include "model/model_data.h"

namespace kenko {

void Shape::MakePieces() {
  pieces.clear();
  if (curve.empty()) return;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const auto add_outside = [&](const CurvePoint& end) {
    CurvePiece piece;
    piece.x = end.x;
    piece.y = end.y;
    // Where values outside are missing, whether one lies outside is always a matter of snapping.
    piece.clear_from = outside_is_missing ? kInfinity : -kInfinity;
    piece.clear_to = -piece.clear_from;
    pieces.push_back(piece);
  };
  add_outside(curve.front());
  for (std::size_t right = 1; right < curve.size(); ++right) {
    const CurvePoint &a = curve[right - 1], &b = curve[right];
    // Farther from a point than this, snapping can't bring a value to it (see CompareSnapped).
    const double near = 2e-9 + 2e-13 * (std::fabs(a.x) + std::fabs(b.x));
    pieces.push_back({a.x, a.y, b.y - a.y, b.x - a.x, a.x + near, b.x - near});
  }
  add_outside(curve.back());
}

// Here, where Rule is complete.
Scorecard::Scorecard() = default;
Scorecard::~Scorecard() = default;
Scorecard::Scorecard(Scorecard&&) noexcept = default;
Scorecard& Scorecard::operator=(Scorecard&&) noexcept = default;

void Scorecard::MakeBriefs() {
  briefs.clear();
  for (const Node& node : nodes) {
    const bool is_root = node.parent == kNoNode;
    NodeBrief brief;
    brief.is_signal = node.is_signal;
    brief.always_applies = !node.applies && (is_root || briefs[node.parent].always_applies);
    brief.is_under_sum = !is_root && nodes[node.parent].combine == Combine::kSum;
    brief.is_plain_signal =
        node.is_signal && node.input && node.cases.size() == 1 && !node.cases[0].when;
    brief.has_override = node.override_with.has_value();
    brief.missing = node.missing.form;
    brief.stand_in = node.missing.stand_in;
    brief.weight = node.weight;
    if (brief.is_plain_signal) {
      brief.input = *node.input;
      brief.shape = &node.cases[0].shape;
    }
    briefs.push_back(brief);
    names_subscores = names_subscores || node.subscore_slot;
  }
}

}  // namespace kenko
