#include "kenko/evaluate.h"

#include <algorithm>
#include <new>
#include <utility>

#include "base/float_environment.h"
#include "evaluate/customer_tables.h"
#include "evaluate/diagnostics_table.h"
#include "evaluate/parallel.h"
#include "evaluate/question.h"
#include "kenko/version.h"

namespace kenko {
namespace {

// How many customers a thread takes at a time, and a table's chunk shows at most.
constexpr std::size_t kCustomersAPart = 2048;

Status CheckOptions(const EvaluateOptions& options) {
  const auto check_instant = [](Instant instant, const char* name) {
    if (instant >= kMinInstant && instant <= kMaxInstant) return Status();
    return InvalidArgument(std::string(name) + " lies outside the years 0001 to 9999");
  };
  if (Status status = check_instant(options.as_of, "as_of"); !status.ok()) return status;
  if (options.known) {
    if (Status status = check_instant(*options.known, "known"); !status.ok()) return status;
  }
  if (options.threads < 1) {
    return InvalidArgument("threads is " + std::to_string(options.threads) +
                           "; at least 1 is needed");
  }
  for (std::size_t i = 0; i < options.tables.size(); ++i) {
    const std::string& name = options.tables[i];
    const auto& known = OutputTableNames();
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string message = "there is no table '" + name + "'; there are";
      for (const std::string& one : known) message += (&one == &known[0] ? " " : ", ") + one;
      return NotFound(std::move(message));
    }
    if (std::find(options.tables.begin(), options.tables.begin() + static_cast<std::ptrdiff_t>(i),
                  name) != options.tables.begin() + static_cast<std::ptrdiff_t>(i)) {
      return InvalidArgument("table '" + name + "' is asked for twice");
    }
  }
  return {};
}

std::string IdText(const CustomerId& id) {
  return std::holds_alternative<std::int64_t>(id) ? std::to_string(std::get<std::int64_t>(id))
                                                  : "'" + std::get<std::string>(id) + "'";
}

// The slots of the customers that are asked for, in the portfolio's order, each once.
Result<std::vector<Slot>> ChooseCustomers(const SnapshotData& snapshot,
                                          const EvaluateOptions& options) {
  std::vector<Slot> slots;
  if (!options.customers) {
    slots.reserve(snapshot.customer_count());
    for (std::size_t p = 0; p < snapshot.customer_count(); ++p) {
      slots.push_back(snapshot.customer_slot(p));
    }
    return slots;
  }
  std::vector<std::size_t> positions;
  for (const CustomerId& id : *options.customers) {
    const std::optional<std::size_t> position = snapshot.FindCustomer(id);
    if (!position) return NotFound("the portfolio has no customer " + IdText(id));
    positions.push_back(*position);
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  for (const std::size_t position : positions) slots.push_back(snapshot.customer_slot(position));
  return slots;
}

// A table in the making: the chunks come in any order, each from the part it belongs to.
struct TableInMaking {
  std::string name;
  std::unique_ptr<CustomerTable> kind;
  std::vector<std::shared_ptr<const TableChunk>> chunks;
};

class CustomerWorker : public PartWorker {
 public:
  CustomerWorker(const Question& question, const std::vector<Slot>& slots,
                 std::vector<TableInMaking>& tables)
      : evaluator_(question), slots_(slots), tables_(tables) {
    for (const TableInMaking& table : tables) writers_.push_back(table.kind->MakeWriter());
  }

  void Do(std::size_t part) override {
    const std::size_t end = std::min(slots_.size(), (part + 1) * kCustomersAPart);
    for (std::size_t i = part * kCustomersAPart; i < end; ++i) {
      if (!evaluator_.Run(slots_[i])) continue;
      for (const auto& writer : writers_) writer->Add(slots_[i], evaluator_);
    }
    for (std::size_t w = 0; w < writers_.size(); ++w)
      tables_[w].chunks[part] = writers_[w]->Finish();
  }

 private:
  CustomerEvaluator evaluator_;
  const std::vector<Slot>& slots_;
  std::vector<TableInMaking>& tables_;
  std::vector<std::unique_ptr<CustomerTableWriter>> writers_;
};

std::vector<TableInMaking> BeginTables(const Question& question, std::size_t part_count) {
  std::vector<TableInMaking> tables;
  const auto add = [&](const char* name, std::unique_ptr<CustomerTable> kind) {
    tables.push_back({name, std::move(kind), {}});
    tables.back().chunks.resize(part_count);
  };
  if (question.wants.health) add("health", MakeHealthTable(question));
  if (question.wants.measures) add("measures", MakeMeasuresTable(question));
  if (question.wants.explain) add("explain", MakeExplainTable(question));
  return tables;
}

std::vector<std::pair<std::string, std::string>> Metadata(const ModelData& model, Instant t,
                                                          Instant known) {
  return {{"kenko.model", model.name},
          {"kenko.model_hash", model.hash},
          {"kenko.version", VersionText()},
          {"kenko.as_of", FormatInstant(t)},
          {"kenko.known", FormatInstant(known)}};
}

Result<Evaluation> EvaluateChecked(const ModelData& model, const SnapshotData& snapshot,
                                   const EvaluateOptions& options) {
  const Instant t = options.as_of;
  const Instant known = options.known.value_or(t);
  const auto wanted = [&](const char* name) {
    return std::find(options.tables.begin(), options.tables.end(), name) != options.tables.end();
  };
  Result<std::vector<std::size_t>> columns = BindCustomerAttributes(model, snapshot);
  if (!columns.ok()) return columns.status();
  if (Status status = CheckActivityAttributes(model, snapshot); !status.ok()) return status;
  Result<std::vector<Slot>> slots = ChooseCustomers(snapshot, options);
  if (!slots.ok()) return slots.status();

  std::vector<std::shared_ptr<Table>> made;
  const Wants wants{wanted("health"), wanted("measures"), wanted("explain")};
  if (wants.AnyCustomer()) {
    const Question question(model, snapshot, wants, t, known, *columns);
    const std::size_t part_count = (slots->size() + kCustomersAPart - 1) / kCustomersAPart;
    std::vector<TableInMaking> tables = BeginTables(question, part_count);
    Status status = DoInParallel(
        part_count, options.threads,
        [&] { return std::make_unique<CustomerWorker>(question, *slots, tables); },
        options.progress);
    if (!status.ok()) return status;
    for (TableInMaking& table : tables) {
      made.push_back(std::make_shared<Table>(table.name, table.kind->schema()));
      for (auto& chunk : table.chunks) {
        if (chunk->row_count != 0) made.back()->AddChunk(std::move(chunk));
      }
    }
  }
  if (wanted("diagnostics")) {
    made.push_back(MakeDiagnosticsTable(model, snapshot, *columns, t, known));
  }

  std::vector<std::shared_ptr<const Table>> in_order;
  for (const std::string& name : options.tables) {
    for (const std::shared_ptr<Table>& table : made) {
      if (table->name() != name) continue;
      table->SetMetadata(Metadata(model, t, known));
      in_order.push_back(table);
    }
  }
  return Evaluation(std::move(in_order));
}

}  // namespace

const std::vector<std::string>& OutputTableNames() {
  static const std::vector<std::string>* const names =
      new std::vector<std::string>{"health", "measures", "explain", "diagnostics"};
  return *names;
}

std::shared_ptr<const Table> Evaluation::Find(std::string_view name) const {
  for (const std::shared_ptr<const Table>& table : tables_) {
    if (table->name() == name) return table;
  }
  return nullptr;
}

Result<Evaluation> Evaluate(const Model& model, const Snapshot& snapshot,
                            const EvaluateOptions& options) {
  const FloatEnvironment float_environment;
  if (Status status = CheckOptions(options); !status.ok()) return status;
  try {
    return EvaluateChecked(model.data(), snapshot.data(), options);
  } catch (const std::bad_alloc&) {
    return Status(StatusCode::kResourceExhausted, "out of memory");
  }
}

}  // namespace kenko
