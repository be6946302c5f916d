#include "evaluate/answer.h"

namespace kenko {

std::vector<std::shared_ptr<Table>> RowTable::Finish() {
  auto table = std::make_shared<Table>(name_, schema_);
  for (std::shared_ptr<const TableChunk>& chunk : chunks_) {
    if (chunk->row_count != 0) table->AddChunk(std::move(chunk));
  }
  return {table};
}

std::shared_ptr<Table> TableOf(const char* name, const std::vector<ColumnSchema>& schema,
                               RowWriter& writer) {
  auto table = std::make_shared<Table>(name, schema);
  if (writer.row_count() > 0) table->AddChunk(writer.Finish());
  return table;
}

}  // namespace kenko
