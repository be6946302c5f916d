#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/text.h"

using kenko::CustomerIdView;
using kenko::CustomerSummary;
using kenko::InvalidArgument;
using kenko::Result;
using kenko::Status;
using kenko::capi::CheckPointers;
using kenko::capi::CheckStructSize;
using kenko::capi::Enter;
using kenko::capi::TakeStruct;
using kenko::capi::TakeText;

namespace {

constexpr std::size_t kOptionsSizeInAbi3 = offsetof(kenko_assess_options, customer_id_text_length) +
                                           sizeof(kenko_assess_options::customer_id_text_length);
constexpr std::size_t kSummarySizeInAbi3 =
    offsetof(kenko_customer_summary, play_count) + sizeof(kenko_customer_summary::play_count);

double NumberOf(const std::optional<double>& number) { return number.value_or(NAN); }

// Every name comes from a std::string, so that a NUL follows it.
kenko_text TextOf(std::string_view name) {
  if (name.empty()) return {nullptr, 0};
  return {name.data(), name.size()};
}

void FillTexts(const std::vector<std::string_view>& names, std::vector<kenko_text>* texts) {
  texts->clear();
  for (const std::string_view name : names) texts->push_back(TextOf(name));
}

kenko_customer_summary Convert(const CustomerSummary& from, kenko_evaluator* evaluator) {
  kenko_customer_summary to = KENKO_CUSTOMER_SUMMARY_INIT;
  to.exists = from.exists ? 1 : 0;
  to.attained = from.attained ? static_cast<std::int32_t>(*from.attained) : -1;
  to.score = NumberOf(from.score);
  to.coverage = NumberOf(from.coverage);
  to.worst = NumberOf(from.worst);
  to.best = NumberOf(from.best);
  to.trend = NumberOf(from.trend);
  to.priority = NumberOf(from.priority);
  to.days_in_band = NumberOf(from.days_in_band);
  to.attainment = NumberOf(from.attainment);
  to.onboarding_progress = NumberOf(from.onboarding_progress);
  to.onboarding_stalled_days = NumberOf(from.onboarding_stalled_days);
  to.time_to_value_days = NumberOf(from.time_to_value_days);
  to.onboarding_late = from.onboarding_late.value_or(-1);
  to.band_since = from.band_since.value_or(INT64_MIN);
  to.band = TextOf(from.band);
  to.raw_band = TextOf(from.raw_band);
  to.band_reason = TextOf(from.band_reason);
  to.previous_band = TextOf(from.previous_band);
  to.scorecard = TextOf(from.scorecard);
  to.direction = TextOf(from.direction);
  to.tier = TextOf(from.tier);
  to.tier_reason = TextOf(from.tier_reason);
  to.onboarding_plan = TextOf(from.onboarding_plan);
  to.onboarding_status = TextOf(from.onboarding_status);
  to.next_milestone = TextOf(from.next_milestone);
  if (evaluator == nullptr) return to;
  FillTexts(from.reasons, &evaluator->reasons);
  FillTexts(from.plays, &evaluator->plays);
  to.reasons = evaluator->reasons.data();
  to.reason_count = evaluator->reasons.size();
  to.plays = evaluator->plays.data();
  to.play_count = evaluator->plays.size();
  return to;
}

// Into a caller's struct of another version, maybe: its struct_size stays.
void Give(const kenko_customer_summary& filled, kenko_customer_summary* summary) {
  const std::size_t size = summary->struct_size, known = std::min(size, sizeof filled);
  auto* const bytes = reinterpret_cast<unsigned char*>(summary);
  std::memcpy(bytes, &filled, known);
  std::memset(bytes + known, 0, size - known);
  summary->struct_size = size;
}

Status TakeCustomer(const kenko_assess_options& given, CustomerIdView* customer) {
  if (given.customer_id_type == KENKO_ID_INTEGER) {
    *customer = given.customer_id;
    return {};
  }
  if (given.customer_id_type != KENKO_ID_TEXT) {
    return InvalidArgument("options->customer_id_type is " +
                           std::to_string(given.customer_id_type) +
                           "; it must be KENKO_ID_INTEGER or KENKO_ID_TEXT");
  }
  std::string_view text;
  Status status = TakeText("options->customer_id_text", given.customer_id_text,
                           given.customer_id_text_length, &text);
  *customer = text;
  return status;
}

Status Assess(kenko_evaluator* evaluator, const kenko_snapshot* snapshot,
              const kenko_assess_options* given, kenko_customer_summary* summary) {
  kenko_assess_options options = KENKO_ASSESS_OPTIONS_INIT;
  Status status = TakeStruct("options", given, kOptionsSizeInAbi3, &options);
  if (!status.ok()) return status;
  if (options.as_of == INT64_MIN) return InvalidArgument("options->as_of is not set");
  CustomerIdView customer;
  status = TakeCustomer(options, &customer);
  if (!status.ok()) return status;
  std::optional<kenko::Instant> known;
  if (options.has_known != 0) known = options.known;
  Result<const CustomerSummary*> assessed =
      evaluator->evaluator.Assess(snapshot->snapshot, customer, options.as_of, known);
  if (!assessed.ok()) return assessed.status();
  Give(Convert(**assessed, evaluator), summary);
  return {};
}

}  // namespace

kenko_status kenko_evaluator_create(const kenko_model* model, kenko_evaluator** evaluator,
                                    kenko_error** error) {
  const auto body = [&]() -> Status {
    Status status = CheckPointers({{"model", model}, {"evaluator", evaluator}});
    if (!status.ok()) return status;
    *evaluator = new kenko_evaluator(model->model);
    return {};
  };
  return Enter(error, body, evaluator);
}

void kenko_evaluator_free(kenko_evaluator* evaluator) { delete evaluator; }

kenko_status kenko_evaluator_assess(kenko_evaluator* evaluator, const kenko_snapshot* snapshot,
                                    const kenko_assess_options* options,
                                    kenko_customer_summary* summary, kenko_error** error) {
  const auto body = [&]() -> Status {
    if (Status status = CheckPointers({{"summary", summary}}); !status.ok()) return status;
    Status status = CheckStructSize("summary", summary->struct_size, kSummarySizeInAbi3);
    if (!status.ok()) return status;
    Give(Convert(CustomerSummary(), nullptr), summary);
    status =
        CheckPointers({{"evaluator", evaluator}, {"snapshot", snapshot}, {"options", options}});
    if (!status.ok()) return status;
    return Assess(evaluator, snapshot, options, summary);
  };
  return Enter(error, body);
}
