#include "measure/plain_measure.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace kenko::testing {
namespace {

constexpr Duration kHour = kDay / 24;

bool Matches(const std::vector<std::string>& patterns, const std::string& kind) {
  for (const std::string& pattern : patterns) {
    if (pattern == "*" || pattern == kind) return true;
    if (pattern.back() == '*' && kind.rfind(pattern.substr(0, pattern.size() - 1), 0) == 0) {
      return true;
    }
  }
  return false;
}

std::string ListText(const std::vector<std::string>& patterns) {
  std::string text;
  for (const std::string& one : patterns) text += (text.empty() ? "[\"" : ", \"") + one + '"';
  return text + "]";
}

std::string Hours(Duration duration) { return std::to_string(duration / kHour) + "h"; }

const PlainMeasure::Condition kConditions[] = {
    {"value >= 1", [](const PlainActivity& row) { return row.value && *row.value >= 1; }},
    {"severity == 'high' || paid",
     [](const PlainActivity& row) {
       return row.severity == std::optional<std::string>("high") || row.paid.value_or(false);
     }},
    {"size < 3 && has(actor)",
     [](const PlainActivity& row) { return row.size && *row.size < 3 && row.actor; }},
    {"kind == 'talk'", [](const PlainActivity& row) { return row.kind == "talk"; }},
};

}  // namespace

std::string PlainMeasure::Yaml() const {
  const bool is_distinct = key.rfind("distinct ", 0) == 0;
  std::string text = "{" + (is_distinct ? "distinct: " + key.substr(9) + ", of: " : key + ": ");
  text += ListText(of);
  if (!except.empty()) text += ", except: " + ListText(except);
  if (window != 0) text += ", window: " + Hours(window);
  if (where != nullptr) text += std::string(", where: \"") + where->text + '"';
  if (!decay.empty()) text += ", decay: {" + decay + ": " + Hours(decay_length) + "}";
  return text + "}";
}

std::optional<double> PlainMeasure::Value(const std::vector<PlainActivity>& activities, Instant t,
                                          absl::TimeZone zone) const {
  std::vector<const PlainActivity*> seen;
  for (const PlainActivity& row : activities) {
    const bool is_visible = row.at <= t && (!row.valid_until || t < *row.valid_until);
    if (!is_visible || (window != 0 && row.at <= t - window)) continue;
    if (!Matches(of, row.kind) || Matches(except, row.kind)) continue;
    if (where == nullptr || where->holds(row)) seen.push_back(&row);
  }
  const auto weight = [&](const PlainActivity& row) {
    const double lengths = static_cast<double>(t - row.at) / static_cast<double>(decay_length);
    if (decay == "half_life") return std::pow(2, -lengths);
    return decay == "linear" ? std::max(0.0, 1 - lengths) : 1.0;
  };
  double sum = 0, count = 0;
  std::vector<double> values;
  std::set<std::string> actors, kinds;
  std::set<absl::CivilDay> days;
  const PlainActivity* last = nullptr;
  std::optional<Instant> first;
  for (const PlainActivity* row : seen) {
    count += weight(*row);
    sum += row->value.value_or(0) * weight(*row);
    if (row->value) values.push_back(*row->value);
    if (row->actor) actors.insert(*row->actor);
    kinds.insert(row->kind);
    days.insert(absl::ToCivilDay(absl::FromUnixMicros(row->at), zone));
    if (last == nullptr || std::tie(last->at, last->value) < std::tie(row->at, row->value)) {
      last = row;
    }
    first = std::min(first.value_or(row->at), row->at);
  }
  if (key == "count") return count;
  if (key == "sum") return sum;
  if (key == "distinct actor") return actors.size();
  if (key == "distinct kind") return kinds.size();
  if (key == "active_days") return days.size();
  if (key == "last") return last != nullptr ? last->value : std::nullopt;
  if (key == "days_since_last" || key == "days_since_first") {
    if (last == nullptr) return std::nullopt;
    return InDays(t - (key == "days_since_last" ? last->at : *first));
  }
  if (values.empty()) return std::nullopt;
  if (key == "min") return *std::min_element(values.begin(), values.end());
  if (key == "max") return *std::max_element(values.begin(), values.end());
  return sum / static_cast<double>(values.size());  // mean
}

PlainMeasure MakeRandomMeasure(RandomRows& random) {
  static const std::vector<std::string> kKeys = {"count",
                                                 "sum",
                                                 "mean",
                                                 "min",
                                                 "max",
                                                 "last",
                                                 "distinct actor",
                                                 "distinct kind",
                                                 "active_days",
                                                 "days_since_last",
                                                 "days_since_first"};
  static const std::vector<std::vector<std::string>> kPatterns = {
      {"*"}, {"use.*"}, {"talk"}, {"ticket", "use.a"}, {"use.*", "talk"}, {"never"}};
  static constexpr Duration kWindows[] = {0, kHour, kDay, 3 * kDay, 7 * kDay, 30 * kDay};
  PlainMeasure measure;
  measure.key = kKeys[static_cast<std::size_t>(random.Pick(11))];
  measure.of = kPatterns[static_cast<std::size_t>(random.Pick(6))];
  if (random.Chance(20)) measure.except = {"use.b", "user.*"};
  measure.window = kWindows[random.Pick(6)];
  if (random.Chance(30)) measure.where = &kConditions[random.Pick(4)];
  if ((measure.key == "count" || measure.key == "sum") && random.Chance(60)) {
    measure.decay = random.Chance(50) ? "half_life" : "linear";
    measure.decay_length = (random.Chance(50) ? 1 + random.Pick(20) : 36) * kHour * 2;
  }
  return measure;
}

}  // namespace kenko::testing
