// Where the workload's columns lie, in memory or in mapped files: what the yardsticks read and what
// Arrow streams are made of.
#ifndef KENKO_BENCHMARKS_WORKLOAD_COLUMNS_H_
#define KENKO_BENCHMARKS_WORKLOAD_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "benchmarks/workload.h"
#include "kenko/arrow_abi.h"

namespace kenko::benchmarks {

// An Arrow column of texts.
struct TextColumn {
  const std::int32_t* offsets = nullptr;  // null: there is none
  const char* bytes = nullptr;
  std::size_t size = 0;

  std::string_view operator[](std::size_t i) const {
    return {bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
};

struct WorkloadColumns {
  // Customers.
  std::size_t customer_count = 0;
  const std::int64_t* customer_ids = nullptr;
  TextColumn customer_texts;
  const std::uint32_t* plan = nullptr;
  TextColumn plans;
  const double* mrr = nullptr;
  const std::int64_t* seats = nullptr;
  const Instant* started_at = nullptr;
  const Instant* renews_at = nullptr;
  const std::uint8_t* strategic_bits = nullptr;

  // Activities.
  std::size_t activity_count = 0;
  const std::int64_t* activity_ids = nullptr;
  const Instant* at = nullptr;
  const std::uint32_t* kind = nullptr;
  TextColumn kinds;
  const std::uint32_t* actor = nullptr;
  TextColumn actors;
  const double* value = nullptr;
  const std::uint8_t* value_valid_bits = nullptr;
  TextColumn activity_texts, activity_kinds, activity_actors;
};

// Of a workload, which must outlive them.
WorkloadColumns ColumnsOf(const Workload& workload);

enum class WorkloadForm { kIntegerIds, kTextIds };  // the latter: kinds and actors as texts too

// Rows of a record batch: as many as DuckDB and pyarrow make by default.
inline constexpr std::size_t kBatchRows = 131'072;

// Streams of record batches that borrow the columns. REQUIRES: the columns outlive them, and have
// the texts where these are asked for.
void StreamCustomers(const WorkloadColumns& columns, WorkloadForm form, ArrowArrayStream* out);
void StreamActivities(const WorkloadColumns& columns, WorkloadForm form, ArrowArrayStream* out);

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_WORKLOAD_COLUMNS_H_
