// Codes for one customer's texts, so that equal texts have equal codes.
#ifndef KENKO_PORTFOLIO_TEXT_CODER_H_
#define KENKO_PORTFOLIO_TEXT_CODER_H_

#include <cstdint>
#include <string_view>

#include "portfolio/activity_columns.h"
#include "portfolio/key_table.h"

namespace kenko {

// Reused from customer to customer; allocates only while it grows.
class TextCoder {
 public:
  // Begins anew; codes 1..count stand for `texts`, which are different from one another.
  void Start(const TextSpan& texts = {});
  TextCode Code(std::string_view text);

  // All texts that have codes now.
  const TextList& list() const { return list_; }

 private:
  TextCode Find(std::string_view text) const;
  void FillTable();

  TextList list_;
  KeyTable codes_;            // by the text's hash
  std::uint32_t hashed_ = 0;  // how many of the list are in the table
  std::uint32_t room_ = 0;    // of the table
  std::uint32_t asked_ = 0;   // how often Code was, since the start
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_TEXT_CODER_H_
