// The bad rows of one load (MODEL.md 2): what is told of them.
#ifndef KENKO_PORTFOLIO_BAD_ROWS_H_
#define KENKO_PORTFOLIO_BAD_ROWS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/portfolio.h"
#include "kenko/status.h"

namespace kenko {

// "activities, row 17, column at: missing; every activity needs an instant", with its location.
// A row below 0 and an empty column are left out.
Status RowError(InputTable table, std::int64_t row, std::string_view column,
                std::string_view reason);

class BadRows {
 public:
  BadRows(InputTable table, bool set_aside) : table_(table), set_aside_(set_aside) {}

  InputTable table() const { return table_; }
  std::int64_t count() const { return count_; }
  // Whether the load must fail.
  bool Fail() const { return count_ > 0 && !set_aside_; }

  // In any order; only the first hundred by row are kept.
  void Add(std::int64_t row, std::string_view column, std::string_view reason);

  // REQUIRES: count() > 0. The error of the first one.
  Status First() const;
  LoadReport Report(std::int64_t rows_read) const;

 private:
  struct Listed {
    std::int64_t row;
    std::string column;
    std::string reason;
  };

  InputTable table_;
  bool set_aside_;
  std::int64_t count_ = 0;
  std::vector<Listed> first_;  // by row
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_BAD_ROWS_H_
