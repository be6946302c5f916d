// The ids of a portfolio's customers: integers or texts, the same kind throughout.
#ifndef KENKO_PORTFOLIO_CUSTOMER_IDS_H_
#define KENKO_PORTFOLIO_CUSTOMER_IDS_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>

#include "kenko/portfolio.h"
#include "kenko/rows.h"
#include "portfolio/snapshot_data.h"
#include "portfolio/text_index.h"

namespace kenko {

// Gives each id its slot when it is first seen. One thread adds, others read what their view had.
class CustomerIds {
 public:
  struct Mark {
    std::uint32_t integers = 0;
    TextIndex::Mark texts;
  };
  // What a snapshot searches.
  struct View {
    std::shared_ptr<const NumberTable> table;
    Slot count = 0;
    bool integers = false;
  };

  Slot count() const { return integers_.size() + texts_.size(); }
  // Which kind the ids are of is fixed by the first one.
  bool are_integers() const { return integers_.size() > 0; }
  bool are_texts() const { return texts_.size() > 0; }
  std::int64_t integer(Slot slot) const { return integers_.integer(slot); }
  std::string_view text(Slot slot) const { return texts_.text(slot); }

  // REQUIRES: the kind fits.
  Slot FindOrAdd(std::int64_t id) { return integers_.FindOrAdd(id); }
  Slot FindOrAdd(std::string_view id) { return texts_.FindOrAdd(id); }
  Slot FindOrAdd(const CustomerIdView& id) {
    const auto* const integer = std::get_if<std::int64_t>(&id);
    return integer != nullptr ? FindOrAdd(*integer) : FindOrAdd(std::get<std::string_view>(id));
  }
  // Asks for the memory in which FindOrAdd will look first.
  void Prefetch(const CustomerIdView& id) const;
  // Of rows of a column, none of whose cells is missing; kNoSlot where there is none yet. Any
  // number of threads may search at once.
  void Find(const ColumnView& column, std::int64_t begin, std::int64_t end, Slot* slots) const;
  // Gives slots to the rows that have kNoSlot, in their order.
  void AddMissing(const ColumnView& column, std::int64_t row_count, Slot* slots);
  void FindOrAdd(const ColumnView& column, std::int64_t row_count, Slot* slots);
  // For `count` more of the kind that there are.
  void MakeRoom(std::size_t count) {
    are_texts() ? texts_.MakeRoom(count) : integers_.MakeRoom(count);
  }

  View view() const;
  Slot Find(const View& view, const CustomerIdView& id) const;  // kNoSlot where there is none

  Mark mark() const { return {integers_.size(), texts_.mark()}; }
  void Rewind(const Mark& mark) noexcept;

 private:
  IntegerIndex integers_;
  TextIndex texts_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_CUSTOMER_IDS_H_
