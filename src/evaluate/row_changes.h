// What each row of an explanation changed by, from one evaluation of a customer to the next.
#ifndef KENKO_EVALUATE_ROW_CHANGES_H_
#define KENKO_EVALUATE_ROW_CHANGES_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/customer_evaluator.h"
#include "evaluate/question.h"

namespace kenko {

// Numbers the rows of one or two models' explanations: rows of the same name have the same number.
// Shared by threads.
class RowNumbers {
 public:
  // `to_question` may be null. Both must outlive this.
  RowNumbers(const Question* question, const Question* to_question);

  std::size_t count() const { return names_.size(); }
  const std::string& name(std::size_t number) const { return names_[number]; }
  std::size_t NumberOf(const Question& question, std::uint32_t row) const {
    return &question == to_question_ ? of_to_rows_[row] : row;
  }

 private:
  const Question* to_question_;
  std::vector<std::string> names_;
  std::vector<std::size_t> of_to_rows_;
};

// One a thread; begun anew for each customer.
class RowChanges {
 public:
  static constexpr std::size_t kMostCauses = 4;

  explicit RowChanges(const RowNumbers& numbers)
      : numbers_(numbers), place_of_row_(numbers.count(), kNowhere) {}

  void Begin();
  // The next evaluation, the `stage`-th from 0. What is different from the one before is charged to
  // the cause `stage` − 1. Where another scorecard applied, the whole difference is one row.
  void See(std::size_t stage, const Question& question, const CustomerHealth& health);

  // Calls take(row, cause, points) for each row, first seen first, and each cause.
  template <typename Take>
  void ForEach(const Take& take) const {
    for (const Row& row : rows_) {
      const std::string_view name =
          row.number == kNowhere ? std::string_view(row.scorecards) : numbers_.name(row.number);
      for (std::size_t cause = 0; cause < kMostCauses; ++cause) {
        // As they are: snapping would round a half of what is negligible up to it.
        if (std::fabs(row.charged[cause]) >= 1e-9) take(name, cause, row.charged[cause]);
      }
    }
  }

 private:
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  struct Row {
    std::size_t number = kNowhere;  // kNowhere: `scorecard: ‹a› → ‹b›`
    std::string scorecards;
    double before = 0, now = 0;
    std::array<double, kMostCauses> charged{};
  };
  Row& RowOfNumber(std::size_t number);
  Row& RowOfScorecards(const std::string& text);

  const RowNumbers& numbers_;
  std::vector<Row> rows_;                  // first seen first
  std::vector<std::size_t> place_of_row_;  // by number; kNowhere: not seen
  std::string scorecard_;
  double sum_ = 0;
};

}  // namespace kenko

#endif  // KENKO_EVALUATE_ROW_CHANGES_H_
