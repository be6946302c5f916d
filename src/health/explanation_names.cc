#include <map>

#include "health/explanation.h"

namespace kenko {
namespace {

std::size_t PlaceOf(RowKind kind) {
  switch (kind) {
    case RowKind::kBase:
      return 1;
    case RowKind::kLimits:
      return 2;
    case RowKind::kRound:
      return 3;
    case RowKind::kOverride:
      return 4;
    default:
      return 0;
  }
}

// Numbers texts in the order of their first use.
class Numbering {
 public:
  explicit Numbering(std::vector<std::string>& texts) : texts_(texts) {}
  std::uint32_t NumberOf(const std::string& text) {
    const auto [found, is_new] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (is_new) texts_.push_back(text);
    return found->second;
  }

 private:
  std::vector<std::string>& texts_;
  std::map<std::string, std::uint32_t> numbers_;
};

}  // namespace

const std::vector<std::string>& RowKindNames() {
  static const std::vector<std::string>* const names = new std::vector<std::string>{
      "signal", "group", "base", "limits", "round", "override", "rule"};
  return *names;
}

ExplanationNames::ExplanationNames(const ModelData& model) {
  Numbering row_numbers(rows_), says_numbers(says_);
  const auto says_of = [&](const std::string& says) {
    return says.empty() ? -1 : static_cast<std::int32_t>(says_numbers.NumberOf(says));
  };
  for (const Scorecard& scorecard : model.scorecards) {
    std::vector<std::uint32_t>& rows = node_rows_.emplace_back();
    std::vector<std::int32_t>& says = node_says_.emplace_back();
    for (const Node& node : scorecard.nodes) {
      const std::string prefix = node.path.empty() ? "" : node.path + "/";
      rows.push_back(row_numbers.NumberOf(node.path));
      for (const char* part : {"(base)", "(limits)", "(round)", "(override)"}) {
        rows.push_back(node.is_signal ? rows.back() : row_numbers.NumberOf(prefix + part));
      }
      says.push_back(says_of(node.says));
    }
  }
  const auto add_rules = [&](const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
      rule_rows_.back().push_back(row_numbers.NumberOf("rule: " + rule.name));
      rule_says_.back().push_back(says_of(rule.says));
    }
  };
  for (std::size_t s = 0; s <= model.scorecards.size(); ++s) {
    rule_rows_.emplace_back();
    rule_says_.emplace_back();
    if (s < model.scorecards.size()) add_rules(model.scorecards[s].rules);
    add_rules(model.rules);
  }
}

std::uint32_t ExplanationNames::NodeRow(std::size_t scorecard, std::size_t node,
                                        RowKind kind) const {
  return node_rows_[scorecard][node * kRowsANode + PlaceOf(kind)];
}

}  // namespace kenko
