// The workload of the benchmarks: a made-up portfolio of any size, the same for the same seed.
#ifndef KENKO_BENCHMARKS_WORKLOAD_H_
#define KENKO_BENCHMARKS_WORKLOAD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/rows.h"
#include "kenko/time.h"

namespace kenko::benchmarks {

struct WorkloadOptions {
  std::size_t customers = 10'000;
  std::size_t activities = 1'000'000;
  std::uint64_t seed = 1;
  bool text_ids = false;     // "C0000001"; else integers
  bool plain_texts = false;  // kinds and actors as texts; else as dictionaries
  bool shuffled = false;     // activities in any order; else in that of time
};

// Texts one after another, as they lie in an Arrow column: text i is bytes [offsets[i],
// offsets[i+1]).
struct Texts {
  std::vector<std::int32_t> offsets{0};
  std::string bytes;

  void Add(std::string_view text) {
    bytes += text;
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  std::size_t size() const { return offsets.size() - 1; }
  // What points to them; REQUIRES: no Add() after that.
  std::vector<std::string_view> Views() const;
};

// The instant as of which the benchmarks ask: the activities are those of the 365 days before.
inline constexpr Instant kWorkloadAsOf = 1'735'689'600 * kSecond;  // 2025-01-01

// All columns in memory. Customers have log-normal volumes, activities are of 20 kinds with a Zipf
// skew, by one of their customer's users, with a value on some kinds.
struct Workload {
  explicit Workload(const WorkloadOptions& options);
  Workload(const Workload&) = delete;
  Workload& operator=(const Workload&) = delete;

  WorkloadOptions options;

  // Customers.
  std::vector<std::int64_t> integer_ids;
  Texts text_ids;
  std::vector<std::uint32_t> plan;  // of plans
  Texts plan_names;
  std::vector<double> mrr;
  std::vector<std::int64_t> seats;
  std::vector<Instant> started_at, renews_at;
  std::vector<std::uint8_t> strategic;
  std::vector<std::uint8_t> strategic_bits;  // the same as Arrow has it, least bit first

  // Activities.
  std::vector<std::uint32_t> customer;  // its place among the customers
  std::vector<Instant> at;
  std::vector<std::uint32_t> kind;   // of kinds
  std::vector<std::uint32_t> actor;  // of actors
  std::vector<double> value;
  std::vector<std::uint8_t> value_valid;
  std::vector<std::uint8_t> value_valid_bits;
  Texts kind_names, actor_names;
  std::vector<std::string_view> plans, kinds, actors;  // views of these names

  // As they come in: customer_id by activity, as integers and, with text_ids, as texts.
  std::vector<std::int64_t> activity_integer_ids;
  Texts activity_id_texts;
  // Kinds and actors where they come as texts.
  Texts activity_kind_texts, activity_actor_texts;
  std::vector<std::string_view> activity_text_ids, activity_kinds, activity_actors;  // views
};

// Hand the workload's tables over in blocks of the size in which Arrow batches come.
class WorkloadCustomers : public RowSource {
 public:
  explicit WorkloadCustomers(const Workload& workload);
  Result<bool> Next(RowBlock* block) override;

 private:
  const Workload& workload_;
  std::vector<std::string_view> ids_;
  std::size_t next_ = 0;
};

class WorkloadActivities : public RowSource {
 public:
  // Rows [begin, end) of the activities.
  WorkloadActivities(const Workload& workload, std::size_t begin, std::size_t end);
  explicit WorkloadActivities(const Workload& workload)
      : WorkloadActivities(workload, 0, workload.at.size()) {}
  Result<bool> Next(RowBlock* block) override;

 private:
  const Workload& workload_;
  std::size_t next_, end_;
};

}  // namespace kenko::benchmarks

#endif  // KENKO_BENCHMARKS_WORKLOAD_H_
