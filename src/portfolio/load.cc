#include <cstdint>
#include <string>
#include <utility>

#include "portfolio/loaders.h"

namespace kenko {

Status CheckIdsFit(const Store& store, const GoodRows& rows, const ColumnView& ids,
                   InputTable table) {
  const bool integers = ids.type == ColumnView::Type::kInteger;
  if (integers ? store.ids.are_texts() : store.ids.are_integers()) {
    return RowError(table, rows.RowNumber(0), ids.name,
                    std::string(integers ? "an integer" : "a text") +
                        " as a customer's id, where those before are " +
                        (integers ? "texts" : "integers") + "; they must be of one kind");
  }
  return {};
}

Status FindSlots(Store& store, const GoodRows& rows, const ColumnView& ids, InputTable table,
                 Buffer<Slot>& slots) {
  if (Status status = CheckIdsFit(store, rows, ids, table); !status.ok()) return status;
  slots.Resize(rows.row_count);
  const Slot before = store.ids.count();
  store.ids.FindOrAdd(ids, rows.row_count, slots.data());
  if (before == 0) {
    // The rows to come mostly bring as many new customers as the first ones.
    const std::int64_t more = rows.rows_after * std::int64_t{store.ids.count()} / rows.row_count;
    store.ids.MakeRoom(static_cast<std::size_t>(more));
  }
  return {};
}

Status LoadAttributes::Fit(const GoodRows& rows) {
  if (!numbered_) {
    for (const GoodRows::Attribute& attribute : rows.attributes) {
      numbers_.push_back(columns_.FindOrAdd(attribute.name));
    }
    numbered_ = true;
  }
  for (std::size_t i = 0; i < rows.attributes.size(); ++i) {
    Status status = columns_.Fit(InputTableName(table_), numbers_[i], rows.attributes[i].type);
    if (!status.ok()) return status;
  }
  return {};
}

namespace {

template <typename Loader>
Result<LoadReport> Run(Loader& loader, Store& store, InputTable table, RowSource& source,
                       const LoadOptions& options, LoadCrew& crew) {
  BadRows bad_rows(table, options.set_aside);
  RowChecker checker(RulesOf(table, options), bad_rows);
  RowBlock block;
  while (!bad_rows.Fail()) {
    // A block is mostly as large as the one before.
    Crew& reading = crew.For(static_cast<std::size_t>(block.row_count));
    const Result<bool> more =
        source.NextByParts(&block, [&reading](std::size_t count, const auto& part) {
          reading.Share(count, [&part](std::size_t, std::size_t number) { part(number); });
        });
    if (!more.ok()) return more.status();
    if (!*more) break;
    const Result<const GoodRows*> rows =
        checker.Check(block, crew.For(static_cast<std::size_t>(block.row_count)));
    if (!rows.ok()) return rows.status();
    Status status = loader.Add(**rows);
    if (!status.ok()) return status;
  }
  // Rows whose key came before are found last; with them the first bad row is known.
  loader.Finish(bad_rows);
  if (bad_rows.Fail()) return bad_rows.First();
  LoadReport report = bad_rows.Report(checker.rows_read());
  loader.Commit();
  ++store.sequence;
  return report;
}

}  // namespace

Result<LoadReport> Store::Load(InputTable table, RowSource& rows, const LoadOptions& options) {
  if (options.threads < 1) {
    return InvalidArgument("threads is " + std::to_string(options.threads) +
                           "; at least 1 is needed");
  }
  Settle();
  Undo undo(*this);
  LoadCrew crew(options.threads);
  const auto run = [&](auto& loader) {
    Result<LoadReport> report = Run(loader, *this, table, rows, options, crew);
    if (report.ok()) undo.Keep();
    return report;
  };
  switch (table) {
    case InputTable::kCustomers: {
      CustomerLoader loader(*this, options);
      return run(loader);
    }
    case InputTable::kActivities: {
      ActivityLoader loader(*this, crew);
      return run(loader);
    }
    case InputTable::kMilestones: {
      MilestoneLoader loader(*this);
      return run(loader);
    }
    case InputTable::kFeeds: {
      FeedLoader loader(*this);
      return run(loader);
    }
  }
  return InvalidArgument("no such table");
}

}  // namespace kenko
