#include "evaluate/parallel.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "base/crew.h"

namespace kenko {

Status DoInParallel(std::size_t part_count, int threads,
                    const std::function<std::unique_ptr<PartWorker>()>& make_worker,
                    const std::function<bool(double)>& progress) {
  Crew crew(static_cast<int>(std::min(part_count, static_cast<std::size_t>(std::max(threads, 1)))));
  std::vector<std::unique_ptr<PartWorker>> workers(crew.size());
  std::atomic<std::size_t> done{0};
  std::atomic<bool> cancelled{false};
  crew.Share(part_count, [&](std::size_t member, std::size_t part) {
    if (cancelled) return;
    if (workers[member] == nullptr) workers[member] = make_worker();
    workers[member]->Do(part);
    const double share = static_cast<double>(++done) / static_cast<double>(part_count);
    if (member == 0 && progress && !progress(share)) cancelled = true;
  });
  if (cancelled) return Status(StatusCode::kCancelled, "cancelled by the progress callback");
  return {};
}

}  // namespace kenko
