// Levers (MODEL.md 13): the smallest change of one signal's value that alone reaches the next
// better band.
#ifndef KENKO_HEALTH_LEVERS_H_
#define KENKO_HEALTH_LEVERS_H_

#include <cstdint>
#include <vector>

#include "base/value.h"
#include "health/rules.h"
#include "health/score.h"
#include "model/model_data.h"

namespace kenko {

struct Lever {
  std::uint32_t node = 0;  // of the scorecard
  double value = 0;        // today's
  double needed = 0;       // the nearest that is enough
};

struct Levers {
  std::uint32_t band = 0;  // the next better one
  std::vector<Lever> items;
};

// `factors` is each node's share in the score (Explainer::factors). `facts` are those that the
// scorecard was evaluated on; a signal with cases keeps the one in force.
void FindLevers(const ModelData& model, const Scorecard& scorecard,
                const std::vector<NodeResult>& results, const std::vector<double>& factors,
                const RulesResult& rules, const Value* facts, Value* stack, Levers& levers);

}  // namespace kenko

#endif  // KENKO_HEALTH_LEVERS_H_
