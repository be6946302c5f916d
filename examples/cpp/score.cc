// Scores three customers of a made-up company through kenko's C++ API.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "kenko/kenko.h"

namespace {

constexpr const char* kModel = R"(
kenko: 1
name: logins
scorecards:
  - name: use
    signals:
      - {name: logins, measure: {count: session.*, window: 28d}, curve: [[0, 0], [10, 100]],
         says: Sessions in 28 days}
      - {name: people, measure: {distinct: actor, of: session.*, window: 28d},
         curve: [[0, 0], [3, 100]], says: People in 28 days}
)";

constexpr kenko::Instant kNow = 1'738'281'600 * kenko::kSecond;  // 2025-01-31T00:00:00Z

struct Customer {
  std::string id;
  int sessions;
};

kenko::Status Record(const std::vector<Customer>& customers, kenko::Portfolio& portfolio) {
  for (const Customer& customer : customers) {
    kenko::Status status =
        portfolio.Record(kenko::InputTable::kCustomers, {{"customer_id", customer.id}});
    if (!status.ok()) return status;
    for (int i = 0; i < customer.sessions; ++i) {
      kenko::ActivityRecord activity;
      activity.customer_id = customer.id;
      activity.at = kNow - i * kenko::kDay;
      activity.kind = "session.started";
      activity.actor = i % 2 == 0 ? "ann" : "bob";
      status = portfolio.RecordActivity(activity);
      if (!status.ok()) return status;
    }
  }
  return {};
}

// A table is chunks of columns; a program that has Arrow takes kenko::ExportArrow instead.
void Print(const kenko::Table& health) {
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(health.FindColumn(name));
  };
  const auto& bands = *health.schema()[column("band")].names;
  const auto& rows = *health.schema()[column("reasons")].names;
  for (const auto& chunk : health.chunks()) {
    const auto& ids = chunk->columns[column("customer_id")];
    const auto& reasons = chunk->columns[column("reasons")];
    for (std::size_t row = 0; row < static_cast<std::size_t>(chunk->row_count); ++row) {
      const auto begin = static_cast<std::size_t>(ids.offsets[row]);
      const auto end = static_cast<std::size_t>(ids.offsets[row + 1]);
      const auto band = static_cast<std::size_t>(chunk->columns[column("band")].codes[row]);
      std::printf("%s: %.0f, %s", ids.text.substr(begin, end - begin).c_str(),
                  chunk->columns[column("score")].numbers[row], bands[band].c_str());
      const char* separator = "; lost most by: ";
      for (auto i = reasons.offsets[row]; i < reasons.offsets[row + 1]; ++i) {
        const auto reason = static_cast<std::size_t>(reasons.codes[static_cast<std::size_t>(i)]);
        std::printf("%s%s", separator, rows[reason].c_str());
        separator = ", ";
      }
      std::printf("\n");
    }
  }
}

kenko::Status Run() {
  const kenko::Result<kenko::Model> model = kenko::Model::Parse(kModel, "logins.yaml");
  if (!model.ok()) return model.status();

  kenko::Portfolio portfolio;
  if (kenko::Status status = Record({{"acme", 12}, {"bell", 5}, {"coop", 0}}, portfolio);
      !status.ok()) {
    return status;
  }
  kenko::EvaluateOptions options;
  options.as_of = kNow;
  const kenko::Result<kenko::Evaluation> result =
      kenko::Evaluate(*model, portfolio.TakeSnapshot(), options);
  if (!result.ok()) return result.status();
  Print(*result->Find("health"));
  return {};
}

}  // namespace

int main() {
  const kenko::Status status = Run();
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 1;
}
