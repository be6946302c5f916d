// The explanation of a score (MODEL.md 9, 10 and 16, `explain`): rows that add up to it exactly.
#ifndef KENKO_HEALTH_EXPLANATION_H_
#define KENKO_HEALTH_EXPLANATION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/value.h"
#include "health/rules.h"
#include "health/score.h"
#include "model/model_data.h"

namespace kenko {

enum class RowKind : std::uint8_t { kSignal, kGroup, kBase, kLimits, kRound, kOverride, kRule };
// "signal", … as the table shows them.
const std::vector<std::string>& RowKindNames();

struct ExplanationRow {
  std::uint32_t name = 0;  // index into ExplanationNames::rows()
  RowKind kind = RowKind::kSignal;
  Value value;  // a number
  Value text;
  Value subscore, weight, points, lost;
  std::int32_t says = -1;  // index into ExplanationNames::says(); -1: none
};

// All row names and sayings that a model can bring forth, each once, numbered. Shared by threads.
class ExplanationNames {
 public:
  explicit ExplanationNames(const ModelData& model);

  const std::vector<std::string>& rows() const { return rows_; }
  const std::vector<std::string>& says() const { return says_; }

  // The row of a node, or of what its combining put in (kBase, kLimits, kRound, kOverride).
  std::uint32_t NodeRow(std::size_t scorecard, std::size_t node, RowKind kind) const;
  std::uint32_t SignalRow(std::size_t scorecard, std::size_t node) const {
    return node_rows_[scorecard][node * kRowsANode];
  }
  std::int32_t NodeSays(std::size_t scorecard, std::size_t node) const {
    return node_says_[scorecard][node];
  }
  // Of a rule by its number in the order applied; `scorecard` is that of no model where none is.
  std::uint32_t RuleRow(std::size_t scorecard, std::uint32_t number) const {
    return rule_rows_[scorecard][number];
  }
  std::int32_t RuleSays(std::size_t scorecard, std::uint32_t number) const {
    return rule_says_[scorecard][number];
  }

 private:
  // Signals and groups share the first place: a node is one or the other.
  static constexpr std::size_t kRowsANode = 5;

  std::vector<std::string> rows_, says_;
  std::vector<std::vector<std::uint32_t>> node_rows_;  // by scorecard, then kRowsANode a node
  std::vector<std::vector<std::int32_t>> node_says_;
  // By scorecard; one more than there are for customers that none applies to.
  std::vector<std::vector<std::uint32_t>> rule_rows_;
  std::vector<std::vector<std::int32_t>> rule_says_;
};

// The rows that lost the most, more than 1e-9, most first, ties in row order: as indices into
// ExplanationNames::rows().
inline constexpr std::size_t kMostReasons = 3;
struct Reasons {
  std::array<std::int32_t, kMostReasons> rows{};
  std::size_t count = 0;
};

// One a thread: it keeps its working memory.
class Explainer {
 public:
  Explainer(const ModelData& model, const ExplanationNames& names);

  // `scorecard` is the index of the one in force, or the number of scorecards for none.
  void Explain(std::size_t scorecard, const std::vector<NodeResult>& results,
               const RulesResult& rules, std::vector<ExplanationRow>& rows);

  // Of the same rows, without making them.
  void FindReasons(std::size_t scorecard, const std::vector<NodeResult>& results,
                   const RulesResult& rules, Reasons& reasons);

  // By node of the scorecard explained last: its share in the score before rules, 0 for a node that
  // took no part.
  const std::vector<double>& factors() const { return factor_; }

 private:
  // What a signal's row lost.
  Value LostBy(std::size_t scorecard, std::size_t node, const NodeResult& result) const;
  void SpreadFactors(const Scorecard& scorecard, const std::vector<NodeResult>& results);
  void AddNode(std::size_t scorecard, std::uint32_t n, const std::vector<NodeResult>& results,
               std::vector<ExplanationRow>& rows);
  void AddSignal(std::size_t scorecard, std::uint32_t n, const NodeResult& result,
                 std::vector<ExplanationRow>& rows);
  void AddOwnRows(std::size_t scorecard, std::uint32_t n, const NodeResult& result,
                  std::vector<ExplanationRow>& rows);

  const ModelData& model_;
  const ExplanationNames& names_;
  std::vector<double> factor_;  // by node: the share of it that is in the score
};

}  // namespace kenko

#endif  // KENKO_HEALTH_EXPLANATION_H_
