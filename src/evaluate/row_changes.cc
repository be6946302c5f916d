#include "evaluate/row_changes.h"

#include <map>

namespace kenko {
namespace {

std::string ScorecardName(const Question& question, const CustomerHealth& health) {
  const std::vector<Scorecard>& scorecards = question.model.scorecards;
  const std::size_t s = health.decision.scorecard;
  return s < scorecards.size() ? scorecards[s].name : std::string("none");
}

}  // namespace

RowNumbers::RowNumbers(const Question* question, const Question* to_question)
    : to_question_(to_question), names_(question->names.rows()) {
  if (to_question == nullptr) return;
  std::map<std::string, std::size_t> known;
  for (std::size_t n = 0; n < names_.size(); ++n) known.emplace(names_[n], n);
  for (const std::string& name : to_question->names.rows()) {
    const auto [found, is_new] = known.emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    of_to_rows_.push_back(found->second);
  }
}

void RowChanges::Begin() {
  for (const Row& row : rows_) {
    if (row.number != kNowhere) place_of_row_[row.number] = kNowhere;
  }
  rows_.clear();
}

RowChanges::Row& RowChanges::RowOfNumber(std::size_t number) {
  std::size_t& place = place_of_row_[number];
  if (place == kNowhere) {
    place = rows_.size();
    rows_.emplace_back().number = number;
  }
  return rows_[place];
}

RowChanges::Row& RowChanges::RowOfScorecards(const std::string& text) {
  for (Row& row : rows_) {
    if (row.number == kNowhere && row.scorecards == text) return row;
  }
  rows_.emplace_back().scorecards = text;
  return rows_.back();
}

void RowChanges::See(std::size_t stage, const Question& question, const CustomerHealth& health) {
  const std::string scorecard = ScorecardName(question, health);
  double sum = 0;
  for (const ExplanationRow& row : health.rows) {
    if (row.points.present) sum += row.points.number;
  }
  const bool is_another = stage > 0 && scorecard != scorecard_;
  if (is_another) {
    RowOfScorecards("scorecard: " + scorecard_ + " → " + scorecard).charged[stage - 1] +=
        sum - sum_;
  }
  for (Row& row : rows_) {
    row.before = row.now;
    row.now = 0;
  }
  for (const ExplanationRow& row : health.rows) {
    Row& seen = RowOfNumber(numbers_.NumberOf(question, row.name));
    if (row.points.present) seen.now += row.points.number;
  }
  if (stage > 0 && !is_another) {
    for (Row& row : rows_) row.charged[stage - 1] += row.now - row.before;
  }
  scorecard_ = scorecard;
  sum_ = sum;
}

}  // namespace kenko
