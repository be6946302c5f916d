// Shares work out over threads.
#ifndef KENKO_EVALUATE_PARALLEL_H_
#define KENKO_EVALUATE_PARALLEL_H_

#include <cstddef>
#include <functional>
#include <memory>

#include "kenko/status.h"

namespace kenko {

// Does one part after another; one a thread, made and destroyed on any.
class PartWorker {
 public:
  virtual ~PartWorker() = default;
  virtual void Do(std::size_t part) = 0;
};

// Has the parts 0 .. part_count − 1 done by up to `threads` threads, the calling one among them;
// which thread does which part is open. `progress` (may be empty) is called on the calling thread
// with the share done; when it says false the rest is left undone and the status is kCancelled.
// Where no further thread can be had, fewer do the work. An exception of a worker is thrown here,
// after all threads have ended.
Status DoInParallel(std::size_t part_count, int threads,
                    const std::function<std::unique_ptr<PartWorker>()>& make_worker,
                    const std::function<bool(double)>& progress);

}  // namespace kenko

#endif  // KENKO_EVALUATE_PARALLEL_H_
