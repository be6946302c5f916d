// Finds ids that are numbers, or numbered texts, and lie close together, without a hash.
#ifndef KENKO_PORTFOLIO_DENSE_IDS_H_
#define KENKO_PORTFOLIO_DENSE_IDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "kenko/rows.h"
#include "portfolio/buffer.h"
#include "portfolio/customer_ids.h"
#include "portfolio/numbered_text.h"

namespace kenko {

// For a load: a table by id of the slots that there were when it was filled. Databases number their
// rows in a row, or in equal steps, so that ids mostly take no more room this way than in a hash
// table. Texts are taken for the numbers that stand in them.
class DenseIds {
 public:
  // Takes the ids in where they are numbers close enough together; else it stays empty.
  void Fill(const CustomerIds& ids);
  bool empty() const { return places_ == 0; }

  // The slots of rows [begin, end); kNoSlot where it has none. False where that may be so for some.
  // REQUIRES: not empty; `ids` are of the type of those that it has.
  bool Find(const ColumnView& ids, std::int64_t begin, std::int64_t end, Slot* slots) const;

 private:
  // Finds how many steps an id is from the first.
  struct Steps {
    Steps() = default;
    Steps(std::uint64_t first_id, std::uint64_t step);
    // (id - first) / step where that is whole, else some number beyond the table. Dividing by an
    // odd number is multiplying by its inverse; what is even of the step goes out to the right, and
    // what must not be there comes in at the top.
    std::uint64_t PlaceOf(std::int64_t id) const {
      const std::uint64_t product = (static_cast<std::uint64_t>(id) - first) * inverse;
      return product >> even_bits | product << (-even_bits & 63);
    }

    std::uint64_t first = 0;
    std::uint64_t inverse = 1;  // of the step's odd part
    int even_bits = 0;          // of the step
  };

  // Ids as numbers, by slot.
  template <typename IdOf>
  void Fit(Slot count, const IdOf& id_of);
  template <typename IdOf>
  bool FitInOrder(Slot count, const IdOf& id_of);  // whether slots are places
  template <typename IdOf>
  void FitInTable(Slot count, const IdOf& id_of);
  // False where one may be kNoSlot.
  bool FindNumbers(const std::int64_t* ids, std::size_t count, Slot* slots) const;
  bool FindNear(const std::int64_t* ids, std::size_t count, Slot* slots) const;

  std::optional<NumberedText> form_;  // of ids that are texts
  Steps steps_;
  std::uint64_t places_ = 0;
  bool are_in_order_ = false;
  bool are_near_ = false;  // in order, and the last less than 2³² from the first
  Buffer<Slot> slots_;     // unless they are in order: by place; one more at the end is kNoSlot
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_DENSE_IDS_H_
