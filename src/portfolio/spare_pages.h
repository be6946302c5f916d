// Large pages that pass from one who is done with them to the next.
#ifndef KENKO_PORTFOLIO_SPARE_PAGES_H_
#define KENKO_PORTFOLIO_SPARE_PAGES_H_

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "portfolio/pages.h"

namespace kenko {

// Of one load. What comes from here was touched before, and holds anything: the system need not
// find it and fill it with zeros. For use by several threads.
class SparePages {
 public:
  void Give(Pages pages) {
    const std::lock_guard<std::mutex> lock(mutex_);
    pages_.push_back(std::move(pages));
  }
  // At least `size` bytes, of the system where there are no spare ones.
  Pages Take(std::size_t size) {
    if (size <= Pages::kHuge) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!pages_.empty()) {
        Pages pages = std::move(pages_.back());
        pages_.pop_back();
        return pages;
      }
    }
    return Pages(size < Pages::kHuge ? Pages::kHuge : size);
  }

 private:
  std::mutex mutex_;
  std::vector<Pages> pages_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_SPARE_PAGES_H_
