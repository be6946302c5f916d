// Asks how one customer is after each of its activities, as a service does that handles events.
#include <cstdio>
#include <string_view>

#include "kenko/kenko.h"

namespace {

constexpr const char* kModel = R"(
kenko: 1
name: logins
scorecards:
  - name: use
    signals: [{name: logins, measure: {count: session.*, window: 28d}, curve: [[0, 0], [4, 100]]}]
)";

constexpr std::string_view kCustomer = "acme";
constexpr kenko::Instant kStart = 1'738'281'600 * kenko::kSecond;  // 2025-01-31T00:00:00Z

// One session, and how the customer is right after it.
kenko::Status Handle(kenko::Instant now, kenko::Portfolio& portfolio, kenko::Evaluator& evaluator) {
  kenko::ActivityRecord activity;
  activity.customer_id = kCustomer;
  activity.at = now;
  activity.kind = "session.started";
  if (kenko::Status status = portfolio.RecordActivity(activity); !status.ok()) return status;
  const auto assessed = evaluator.Assess(portfolio.TakeSnapshot(), kCustomer, now);
  if (!assessed.ok()) return assessed.status();
  const kenko::CustomerSummary& health = **assessed;
  std::printf("%.*s, score %.0f\n", static_cast<int>(health.band.size()), health.band.data(),
              health.score.value_or(0));
  return {};
}

}  // namespace

int main() {
  const kenko::Result<kenko::Model> model = kenko::Model::Parse(kModel, "logins.yaml");
  kenko::Portfolio portfolio;
  kenko::Status status = model.status();
  if (status.ok()) {
    status = portfolio.Record(kenko::InputTable::kCustomers, {{"customer_id", kCustomer}});
  }
  if (status.ok()) {
    kenko::Evaluator evaluator(*model);  // kept: the next answer is faster than the first
    for (int day = 0; status.ok() && day < 4; ++day) {
      status = Handle(kStart + day * kenko::kDay, portfolio, evaluator);
    }
  }
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 1;
}
