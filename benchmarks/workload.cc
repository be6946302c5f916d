#include "benchmarks/workload.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>

namespace kenko::benchmarks {
namespace {

constexpr std::size_t kBlockRows = 16'384;

// The standard library's distributions differ from one to another; these are the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  double Uniform() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  std::uint64_t Below(std::uint64_t n) { return engine_() % n; }
  double Normal() {
    return std::sqrt(-2 * std::log(1 - Uniform())) * std::cos(6.283185307179586 * Uniform());
  }

 private:
  std::mt19937_64 engine_;
};

// Draws places with the probabilities of their weights, in constant time (Vose's alias method).
class Draw {
 public:
  explicit Draw(std::vector<double> weights) : keep_(std::move(weights)), other_(keep_.size()) {
    const double scale =
        static_cast<double>(keep_.size()) / std::accumulate(keep_.begin(), keep_.end(), 0.0);
    std::vector<std::uint32_t> small, large;
    for (std::uint32_t i = 0; i < keep_.size(); ++i) {
      keep_[i] *= scale;
      (keep_[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t less = small.back(), more = large.back();
      small.pop_back();
      other_[less] = more;
      keep_[more] -= 1 - keep_[less];
      if (keep_[more] < 1) {
        large.pop_back();
        small.push_back(more);
      }
    }
    for (const std::uint32_t i : small) keep_[i] = 1;
    for (const std::uint32_t i : large) keep_[i] = 1;
  }

  std::uint32_t operator()(Random& random) const {
    const auto i = static_cast<std::uint32_t>(random.Below(keep_.size()));
    return random.Uniform() < keep_[i] ? i : other_[i];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::uint32_t> other_;
};

// The most frequent first.
constexpr const char* kKindNames[] = {
    "session.started", "feature.editor",   "feature.search", "report.viewed",   "feature.import",
    "page.help",       "feature.export",   "report.shared",  "feature.api",     "ticket.opened",
    "ticket.closed",   "user.invited",     "page.pricing",   "feature.beta.ai", "integration.crm",
    "survey.csat",     "payment.received", "survey.nps",     "contact.left",    "pulse.csm"};
constexpr std::size_t kKindCount = std::size(kKindNames);

template <typename T>
void Reorder(const std::vector<std::uint32_t>& order, std::vector<T>& column) {
  if (column.empty()) return;
  std::vector<T> reordered(column.size());
  for (std::size_t i = 0; i < order.size(); ++i) reordered[i] = column[order[i]];
  column = std::move(reordered);
}

// The texts of all codes.
void WriteTexts(const std::vector<std::uint32_t>& codes, const std::vector<std::string_view>& texts,
                Texts& written, std::vector<std::string_view>& views) {
  std::size_t size = 0;
  for (const std::uint32_t code : codes) size += texts[code].size();
  written.bytes.reserve(size);
  written.offsets.reserve(codes.size() + 1);
  for (const std::uint32_t code : codes) written.Add(texts[code]);
  views = written.Views();
}

std::vector<std::uint8_t> PackBits(const std::vector<std::uint8_t>& flags) {
  std::vector<std::uint8_t> bits((flags.size() + 7) / 8);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | flags[i] << (i % 8));
  }
  return bits;
}

template <typename... Columns>
void Reserve(std::size_t size, Columns&... columns) {
  (columns.reserve(size), ...);
}

std::string Name(const char* format, std::size_t number) {
  char text[32];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

}  // namespace

std::vector<std::string_view> Texts::Views() const {
  std::vector<std::string_view> views;
  views.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) {
    views.emplace_back(bytes.data() + offsets[i],
                       static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
  }
  return views;
}

Workload::Workload(const WorkloadOptions& chosen) : options(chosen) {
  Random random(options.seed);
  for (const char* name : {"basic", "team", "business", "enterprise"}) plan_names.Add(name);
  plans = plan_names.Views();
  Texts users;  // of one customer after another
  std::vector<double> volume;
  std::vector<std::uint32_t> first_actor;
  for (std::size_t i = 0; i < options.customers; ++i) {
    integer_ids.push_back(static_cast<std::int64_t>(1'000'000 + i * 7));
    text_ids.Add(Name("C%07zu", i + 1));
    const double size = std::exp(random.Normal());
    volume.push_back(size * std::exp(0.5 * random.Normal()));
    seats.push_back(std::min<std::int64_t>(1 + static_cast<std::int64_t>(size * 5), 500));
    plan.push_back(static_cast<std::uint32_t>(random.Below(plans.size())));
    mrr.push_back(std::floor(static_cast<double>(seats.back()) * (10 + 40 * random.Uniform())));
    started_at.push_back(kWorkloadAsOf - static_cast<Instant>(random.Below(1'500)) * kDay);
    renews_at.push_back(kWorkloadAsOf + static_cast<Instant>(random.Below(365)) * kDay);
    strategic.push_back(random.Below(50) == 0);
    first_actor.push_back(static_cast<std::uint32_t>(users.size()));
    for (std::int64_t seat = 0; seat < seats.back(); ++seat) {
      users.Add(Name("u%zu", 100'000'000 + users.size() * 3));
    }
  }

  std::vector<double> frequency;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    kind_names.Add(kKindNames[i]);
    frequency.push_back(1.0 / static_cast<double>(i + 1));
  }
  const Draw draw_customer(volume), draw_kind(frequency);
  Reserve(options.activities, customer, at, kind, actor, value, value_valid);
  for (std::size_t i = 0; i < options.activities; ++i) {
    customer.push_back(draw_customer(random));
    at.push_back(kWorkloadAsOf - static_cast<Instant>(random.Uniform() * 365 * kDay));
    kind.push_back(draw_kind(random));
    // Some users do more than others.
    const double share = random.Uniform() * random.Uniform();
    const auto seat = share * static_cast<double>(seats[customer.back()]);
    actor.push_back(first_actor[customer.back()] + static_cast<std::uint32_t>(seat));
    const std::string_view name = kKindNames[kind.back()];
    const bool has_value = name.substr(0, 6) == "survey" || name.substr(0, 7) == "payment" ||
                           name.substr(0, 5) == "pulse";
    value_valid.push_back(has_value);
    value.push_back(has_value ? static_cast<double>(1 + random.Below(5)) : 0);
  }
  std::sort(at.begin(), at.end());

  if (options.shuffled) {
    std::vector<std::uint32_t> order(options.activities);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.Below(i)]);
    Reorder(order, at);
    Reorder(order, customer);
    Reorder(order, kind);
    Reorder(order, actor);
    Reorder(order, value);
    Reorder(order, value_valid);
  }
  // Dictionaries come in the order of first appearance, as encoders make them.
  const std::vector<std::string_view> user_names = users.Views();
  std::vector<std::uint32_t> place(user_names.size(), 0xFFFFFFFF);
  for (std::uint32_t& code : actor) {
    if (place[code] == 0xFFFFFFFF) {
      place[code] = static_cast<std::uint32_t>(actor_names.size());
      actor_names.Add(user_names[code]);
    }
    code = place[code];
  }
  strategic_bits = PackBits(strategic);
  value_valid_bits = PackBits(value_valid);
  kinds = kind_names.Views();
  actors = actor_names.Views();
  activity_integer_ids.reserve(customer.size());
  for (const std::uint32_t c : customer) activity_integer_ids.push_back(integer_ids[c]);
  if (options.text_ids) {
    WriteTexts(customer, text_ids.Views(), activity_id_texts, activity_text_ids);
  }
  if (options.plain_texts) {
    WriteTexts(kind, kinds, activity_kind_texts, activity_kinds);
    WriteTexts(actor, actors, activity_actor_texts, activity_actors);
  }
}

namespace {

ColumnView Column(std::string_view name, ColumnView::Type type) {
  ColumnView column;
  column.name = name;
  column.type = type;
  return column;
}

ColumnView Dictionary(std::string_view name, const std::uint32_t* codes,
                      const std::vector<std::string_view>& texts, std::uint64_t id) {
  ColumnView column = Column(name, ColumnView::Type::kText);
  column.codes = codes;
  column.dictionary = texts.data();
  column.dictionary_size = static_cast<std::uint32_t>(texts.size());
  column.dictionary_id = id;
  return column;
}

ColumnView Integers(std::string_view name, ColumnView::Type type, const std::int64_t* integers) {
  ColumnView column = Column(name, type);
  column.integers = integers;
  return column;
}

ColumnView PlainTexts(std::string_view name, const std::string_view* texts) {
  ColumnView column = Column(name, ColumnView::Type::kText);
  column.texts = texts;
  return column;
}

}  // namespace

WorkloadCustomers::WorkloadCustomers(const Workload& workload)
    : workload_(workload), ids_(workload.text_ids.Views()) {}

Result<bool> WorkloadCustomers::Next(RowBlock* block) {
  const Workload& w = workload_;
  if (next_ == w.mrr.size()) return false;
  const std::size_t rows = std::min(kBlockRows, w.mrr.size() - next_);
  block->row_count = static_cast<std::int64_t>(rows);
  block->columns.clear();
  block->columns.push_back(w.options.text_ids ? PlainTexts("customer_id", ids_.data() + next_)
                                              : Integers("customer_id", ColumnView::Type::kInteger,
                                                         w.integer_ids.data() + next_));
  block->columns.push_back(Dictionary("plan", w.plan.data() + next_, w.plans, 1));
  ColumnView mrr = Column("mrr", ColumnView::Type::kNumber);
  mrr.numbers = w.mrr.data() + next_;
  block->columns.push_back(mrr);
  block->columns.push_back(Integers("seats", ColumnView::Type::kInteger, w.seats.data() + next_));
  block->columns.push_back(
      Integers("started_at", ColumnView::Type::kTime, w.started_at.data() + next_));
  block->columns.push_back(
      Integers("renews_at", ColumnView::Type::kTime, w.renews_at.data() + next_));
  ColumnView strategic = Column("strategic", ColumnView::Type::kFlag);
  strategic.flags = w.strategic.data() + next_;
  block->columns.push_back(strategic);
  next_ += rows;
  return true;
}

WorkloadActivities::WorkloadActivities(const Workload& workload, std::size_t begin, std::size_t end)
    : workload_(workload), next_(begin), end_(end) {}

Result<bool> WorkloadActivities::Next(RowBlock* block) {
  const Workload& w = workload_;
  if (next_ == end_) return false;
  const std::size_t rows = std::min(kBlockRows, end_ - next_);
  block->row_count = static_cast<std::int64_t>(rows);
  block->columns.clear();
  block->columns.push_back(w.options.text_ids
                               ? PlainTexts("customer_id", w.activity_text_ids.data() + next_)
                               : Integers("customer_id", ColumnView::Type::kInteger,
                                          w.activity_integer_ids.data() + next_));
  block->columns.push_back(Integers("at", ColumnView::Type::kTime, w.at.data() + next_));
  if (w.options.plain_texts) {
    block->columns.push_back(PlainTexts("kind", w.activity_kinds.data() + next_));
    block->columns.push_back(PlainTexts("actor", w.activity_actors.data() + next_));
  } else {
    block->columns.push_back(Dictionary("kind", w.kind.data() + next_, w.kinds, 1));
    block->columns.push_back(Dictionary("actor", w.actor.data() + next_, w.actors, 2));
  }
  ColumnView value = Column("value", ColumnView::Type::kNumber);
  value.numbers = w.value.data() + next_;
  value.valid = w.value_valid.data() + next_;
  block->columns.push_back(value);
  next_ += rows;
  return true;
}

}  // namespace kenko::benchmarks
