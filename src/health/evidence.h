// How much a score rests on (MODEL.md 9): its coverage, and the worst and best score that could
// come out if the signals that are missing now arrived.
#ifndef KENKO_HEALTH_EVIDENCE_H_
#define KENKO_HEALTH_EVIDENCE_H_

#include <vector>

#include "base/value.h"
#include "health/score.h"

namespace kenko {

struct Evidence {
  Value coverage;
  Value worst;
  Value best;
};

// One a thread: it keeps its working memory.
class EvidenceFinder {
 public:
  // REQUIRES: `results` are those of EvaluateScorecard.
  Evidence Find(const Scorecard& scorecard, const std::vector<NodeResult>& results);

 private:
  // What may come of a node: a number between lowest and highest, or nothing, or either.
  struct Outcome {
    bool may_be_missing = false;
    bool may_be_number = false;
    double lowest = 0, highest = 0;
  };
  Value Coverage(const Scorecard& scorecard, const std::vector<NodeResult>& results);
  static Outcome OfSignal(const NodeBrief& brief, const NodeResult& result);
  Outcome OfGroup(const Scorecard& scorecard, const Node& node,
                  const std::vector<NodeResult>& results);
  double LowestMean(double sum, double weights);
  double HighestMean(double sum, double weights);
  static Outcome WithStandIn(const NodeBrief& brief, Outcome outcome);

  // Of a mean's parts that take part whatever comes, their sums at their least and greatest.
  struct FixedSums {
    double lowest = 0, highest = 0, weights = 0;
  };
  // A part that may stay out; of all but means, each part.
  struct Part {
    double weight;
    bool optional;  // may stay out of the combining
    double lowest, highest;
  };
  std::vector<double> nominal_;
  std::vector<Outcome> outcomes_;
  std::vector<Part> parts_;
};

}  // namespace kenko

#endif  // KENKO_HEALTH_EVIDENCE_H_
