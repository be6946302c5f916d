// One customer's activities as columns that lie side by side in memory, in time order.
#ifndef KENKO_PORTFOLIO_ACTIVITY_VIEW_H_
#define KENKO_PORTFOLIO_ACTIVITY_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "kenko/rows.h"
#include "kenko/time.h"
#include "portfolio/activity_cells.h"

namespace kenko {

// Codes of a customer's own texts (actors, text attributes); 0 is missing.
using TextCode = std::uint32_t;

struct ActivityAttribute {
  ColumnView::Type type = ColumnView::Type::kNull;  // kNull: all missing, no pointer is set
  const double* numbers = nullptr;                  // NaN: missing
  const TextCode* texts = nullptr;                  // 0: missing
  const std::uint8_t* flags = nullptr;              // 0, 1; 2: missing
  const Instant* times = nullptr;                   // kForever: missing
};

struct ActivityView {
  std::size_t size = 0;
  const Instant* at = nullptr;
  CodeCells kind;
  NumberCells value;
  CodeCells actor;                       // TextCodes; 0: missing
  const Instant* valid_until = nullptr;  // null: all for ever
  // Codes 1..text_count of this customer's texts: [text_begin[c - 1], text_begin[c]) of text_bytes.
  std::uint32_t text_count = 0;
  const std::uint64_t* text_begin = nullptr;
  const char* text_bytes = nullptr;
  // By the snapshot's activity column number.
  const ActivityAttribute* attributes = nullptr;

  // REQUIRES: 1 <= code <= text_count. Different codes are different texts.
  std::string_view Text(TextCode code) const {
    return {text_bytes + text_begin[code - 1],
            static_cast<std::size_t>(text_begin[code] - text_begin[code - 1])};
  }
};

// Where rows of several sources are put together. One a thread.
class ActivityScratch;

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_ACTIVITY_VIEW_H_
