// The threads of one load.
#ifndef KENKO_PORTFOLIO_LOAD_CREW_H_
#define KENKO_PORTFOLIO_LOAD_CREW_H_

#include <cstddef>
#include <memory>

#include "base/crew.h"

namespace kenko {

// Made once there is much to do.
class LoadCrew {
 public:
  // Fewer rows are not worth preparations, or a second thread.
  static constexpr std::size_t kManyRows = 4096;

  explicit LoadCrew(int threads) : threads_(threads) {}

  // The threads for so many rows: none but the calling one where these are few.
  Crew& For(std::size_t row_count) {
    if (threads_ == 1 || row_count < kManyRows) return alone_;
    if (all_ == nullptr) all_ = std::make_unique<Crew>(threads_);
    return *all_;
  }

 private:
  int threads_;
  Crew alone_{1};
  std::unique_ptr<Crew> all_;
};

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_LOAD_CREW_H_
