// A block without its bad rows.
#ifndef KENKO_PORTFOLIO_ROW_FILTER_H_
#define KENKO_PORTFOLIO_ROW_FILTER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "kenko/rows.h"
#include "portfolio/buffer.h"

namespace kenko {

// Bad rows are rare: copying the good ones of their block keeps all later steps free of them.
class RowFilter {
 public:
  // The rows of `block` that are listed, in memory that is valid until the next call.
  const RowBlock& Filter(const RowBlock& block, const Buffer<std::uint32_t>& rows);

 private:
  struct Storage {
    Buffer<std::uint8_t> valid, flags;
    Buffer<std::int64_t> integers;
    Buffer<double> numbers;
    Buffer<std::uint32_t> codes;
    std::vector<std::string_view> texts;
  };

  RowBlock filtered_;
  std::vector<Storage> storage_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ROW_FILTER_H_
