// The health of customers at many instants.
#include <algorithm>
#include <utility>

#include "evaluate/answer.h"
#include "evaluate/visits.h"
#include "kenko/evaluate.h"

namespace kenko {
namespace {

// How many instants are walked together at most. More would share a little more work, and keep more
// facts of a customer at hand than a processor's cache holds.
constexpr std::size_t kMomentsTogether = 128;

struct SeriesTimelines {
  // All instants, some together, with what was known at the last of all.
  std::vector<std::unique_ptr<const Timeline>> together;
  // One by one, with what was known at each; empty where one `known` holds for all.
  std::vector<std::unique_ptr<const Timeline>> alone;
};

class SeriesVisitor : public CustomerVisitor {
 public:
  SeriesVisitor(const Question& question, const SeriesTimelines& timelines,
                const std::vector<Instant>& instants, Answer& answer)
      : question_(question),
        timelines_(timelines),
        instants_(instants),
        writer_(answer.MakeWriter()),
        together_(timelines.together.size()),
        alone_(timelines.alone.size()) {}

  void Visit(Slot slot) override {
    // What was known differs from instant to instant only for customers of whom something was
    // recorded late.
    const bool one_by_one =
        !alone_.empty() && !question_.snapshot.IsRecordedInTime(slot, instants_, scratch_);
    if (one_by_one) {
      Run(slot, timelines_.alone, alone_);
    } else {
      Run(slot, timelines_.together, together_);
    }
  }
  void EndPart(std::size_t part) override { writer_->EndPart(part); }

 private:
  using Evaluators = std::vector<std::unique_ptr<CustomerEvaluator>>;

  void Run(Slot slot, const std::vector<std::unique_ptr<const Timeline>>& timelines,
           Evaluators& evaluators) {
    for (std::size_t i = 0; i < timelines.size(); ++i) {
      if (evaluators[i] == nullptr) {
        evaluators[i] = std::make_unique<CustomerEvaluator>(question_, *timelines[i]);
      }
      if (!evaluators[i]->Start(slot)) continue;
      for (std::size_t moment = 0; moment < timelines[i]->moments().size(); ++moment) {
        if (evaluators[i]->Evaluate(moment)) writer_->Add(slot, *evaluators[i]);
      }
    }
  }

  const Question& question_;
  const SeriesTimelines& timelines_;
  const std::vector<Instant>& instants_;
  std::unique_ptr<AnswerWriter> writer_;
  Evaluators together_, alone_;  // made when they are first needed
  ActivityScratch scratch_;
};

Status CheckOptions(const SeriesOptions& options) {
  if (options.instants.empty()) return InvalidArgument("a series needs at least one instant");
  for (std::size_t i = 0; i < options.instants.size(); ++i) {
    if (Status status = CheckInstant(options.instants[i], "an instant of the series");
        !status.ok()) {
      return status;
    }
    if (i > 0 && options.instants[i] <= options.instants[i - 1]) {
      return InvalidArgument(
          "the instants of a series must rise: " + FormatInstant(options.instants[i]) +
          " does not lie after " + FormatInstant(options.instants[i - 1]));
    }
  }
  if (options.known) {
    if (Status status = CheckInstant(*options.known, "known"); !status.ok()) return status;
  }
  return CheckRunOptions(options);
}

Result<SeriesTimelines> MakeTimelines(const Question& question, const SeriesOptions& options,
                                      const Wants& wants) {
  const std::vector<Instant>& instants = options.instants;
  SeriesTimelines timelines;
  const auto add = [&](std::size_t begin, std::size_t end, Instant known,
                       std::vector<std::unique_ptr<const Timeline>>& to) {
    const auto at = [&](std::size_t i) {
      return instants.begin() + static_cast<std::ptrdiff_t>(i);
    };
    to.push_back(std::make_unique<const Timeline>(question.model, question.snapshot, wants,
                                                  std::vector<Instant>(at(begin), at(end)),
                                                  DataCut(known)));
    return to.back()->Check();
  };
  const Instant known = options.known.value_or(instants.back());
  for (std::size_t begin = 0; begin < instants.size(); begin += kMomentsTogether) {
    const std::size_t end = std::min(begin + kMomentsTogether, instants.size());
    if (Status s = add(begin, end, known, timelines.together); !s.ok()) return s;
  }
  for (std::size_t i = 0; i < instants.size() && !options.known; ++i) {
    if (Status s = add(i, i + 1, instants[i], timelines.alone); !s.ok()) return s;
  }
  return timelines;
}

Status MakeSeries(const ModelData& model, const SnapshotData& snapshot,
                  const SeriesOptions& options, std::shared_ptr<Table>& table) {
  Result<std::unique_ptr<const Question>> question = Question::Bind(model, snapshot);
  if (!question.ok()) return question.status();
  Result<std::vector<Slot>> slots = ChooseCustomers(snapshot, options);
  if (!slots.ok()) return slots.status();
  Result<HealthColumns> columns = ChooseHealthColumns(options.columns, HealthOf::kSeries);
  if (!columns.ok()) return columns.status();
  Wants wants;
  AddWants(*columns, wants);
  wants = WithWhatTheyRead(model, wants);
  wants.in_blocks = CanDecideInBlocks(model, *columns, wants);
  Result<SeriesTimelines> timelines = MakeTimelines(**question, options, wants);
  if (!timelines.ok()) return timelines.status();
  const std::unique_ptr<Answer> answer =
      MakeHealthTable(**question, PartCount(*slots), *columns, wants, HealthOf::kSeries);
  Status status = VisitCustomers(snapshot, *slots, options, [&] {
    return std::make_unique<SeriesVisitor>(**question, *timelines, options.instants, *answer);
  });
  if (!status.ok()) return status;
  table = answer->Finish().front();
  Describe(model,
           {{"from", options.instants.front()},
            {"to", options.instants.back()},
            {"known", options.known}},
           *table);
  return {};
}

}  // namespace

Result<std::shared_ptr<const Table>> EvaluateSeries(const Model& model, const Snapshot& snapshot,
                                                    const SeriesOptions& options) {
  if (Status status = CheckOptions(options); !status.ok()) return status;
  std::shared_ptr<Table> table;
  Status status =
      RunGuarded([&] { return MakeSeries(model.data(), snapshot.data(), options, table); });
  if (!status.ok()) return status;
  return std::shared_ptr<const Table>(std::move(table));
}

}  // namespace kenko
