// An Arrow stream as a source of rows.
#ifndef KENKO_ARROW_ROW_SOURCE_H_
#define KENKO_ARROW_ROW_SOURCE_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/array_check.h"
#include "arrow/column_reader.h"
#include "kenko/arrow_abi.h"
#include "kenko/portfolio.h"
#include "kenko/rows.h"
#include "kenko/status.h"

namespace kenko {

// Pulls batches and hands them on in blocks. It releases the batches but not the stream.
class ArrowRowSource : public RowSource {
 public:
  // How many rows a block has at most. What one thread takes of it stays in its caches. Several
  // get more: they wait for one another at its end, and what each has staged of it for some
  // customers is read in one go later.
  static std::int64_t BlockRows(int threads) {
    constexpr std::int64_t kOfOne = 16'384, kOfEach = 65'536, kMost = 262'144;
    return threads <= 1 ? kOfOne : std::min(kMost, kOfEach * threads);
  }

  // `id_column` is the column of `table` that holds customer ids. The stream must outlive this.
  // Blocks are of up to `block_rows`.
  ArrowRowSource(InputTable table, std::string id_column, ArrowArrayStream* stream,
                 std::int64_t block_rows = BlockRows(1));
  ~ArrowRowSource() override;
  ArrowRowSource(const ArrowRowSource&) = delete;
  ArrowRowSource& operator=(const ArrowRowSource&) = delete;

  Result<bool> Next(RowBlock* block) override;
  // A column is a part.
  Result<bool> NextByParts(RowBlock* block, const RunParts& run) override;

 private:
  Status Open();
  // Moves on to the next batch with rows; false at the end.
  Result<bool> NextBatch();
  Status Attach(const ArrowArray& batch);
  Status ProducerError(int code, const char* call);
  Status Error(const ArrowProblem& problem, std::string_view column) const;

  const InputTable table_;
  const std::string id_column_;
  ArrowArrayStream* const stream_;
  const std::int64_t block_rows_;
  bool opened_ = false;
  bool ended_ = false;
  std::vector<ArrowColumnReader> columns_;
  std::vector<ArrowProblem> problems_;  // by column, of the block at hand
  std::uint64_t next_dictionary_ = 1;
  ArrowArray batch_{};
  std::int64_t position_ = 0;     // the next row within the batch
  std::int64_t rows_before_ = 0;  // those of the earlier batches
};

}  // namespace kenko

#endif  // KENKO_ARROW_ROW_SOURCE_H_
