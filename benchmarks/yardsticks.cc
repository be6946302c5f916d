#include "benchmarks/yardsticks.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <unordered_map>

#include "benchmarks/in_parallel.h"

namespace kenko::benchmarks {
namespace {

struct Bytes {
  const void* data;
  std::size_t size;
};

std::vector<Bytes> Columns(const WorkloadColumns& w) {
  const std::size_t n = w.activity_count;
  return {{w.activity_ids, n * 8}, {w.at, n * 8},    {w.kind, n * 4},
          {w.actor, n * 4},        {w.value, n * 8}, {w.value_valid_bits, n / 8}};
}

// Eight sums at a time, so that neither the additions nor their order is what takes time.
std::uint64_t Sum(const char* data, std::size_t size) {
  std::uint64_t sums[8] = {};
  for (std::size_t i = 0; i + 64 <= size; i += 64) {
    std::uint64_t words[8];
    std::memcpy(words, data + i, 64);
    for (int k = 0; k < 8; ++k) sums[k] += words[k];
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t part : sums) sum += part;
  return sum;
}

}  // namespace

std::uint64_t ReadAllColumns(const WorkloadColumns& columns, int threads) {
  std::atomic<std::uint64_t> sum{0};
  for (const Bytes& column : Columns(columns)) {
    InParallel(threads, column.size, 1 << 20, [&](int, std::size_t begin, std::size_t end) {
      sum += Sum(static_cast<const char*>(column.data) + begin, end - begin);
    });
  }
  return sum;
}

std::size_t BytesOfColumns(const WorkloadColumns& columns) {
  std::size_t bytes = 0;
  for (const Bytes& column : Columns(columns)) bytes += column.size;
  return bytes;
}

RandomAdds::RandomAdds(const WorkloadColumns& w, int threads)
    : places_(w.activity_count), of_thread_(threads, std::vector<Line>(w.customer_count)) {
  std::unordered_map<std::int64_t, std::uint32_t> places;
  for (std::uint32_t i = 0; i < w.customer_count; ++i) places[w.customer_ids[i]] = i;
  for (std::size_t i = 0; i < places_.size(); ++i) places_[i] = places[w.activity_ids[i]];
}

void RandomAdds::Run() {
  constexpr std::size_t kAhead = 32;
  InParallel(static_cast<int>(of_thread_.size()), places_.size(), 65'536,
             [&](int thread, std::size_t begin, std::size_t end) {
               std::vector<Line>& lines = of_thread_[thread];
               const std::size_t ahead = std::max(begin, end - std::min(kAhead, end));
               for (std::size_t i = begin; i < ahead; ++i) {
                 __builtin_prefetch(&lines[places_[i + kAhead]], 1);
                 ++lines[places_[i]].count;
               }
               for (std::size_t i = ahead; i < end; ++i) ++lines[places_[i]].count;
             });
}

}  // namespace kenko::benchmarks
