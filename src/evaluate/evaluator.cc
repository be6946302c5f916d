#include "kenko/evaluator.h"

#include <utility>

#include "evaluate/customer_evaluator.h"
#include "evaluate/question.h"
#include "evaluate/summarizer.h"
#include "evaluate/timeline.h"
#include "evaluate/visits.h"

namespace kenko {

// What is kept between questions, each part only as long as what it was made of stays as it is: the
// model bound to a schema, the timeline of a moment, and one customer's working memory.
class Evaluator::Prepared {
 public:
  explicit Prepared(Model model) : model_(std::move(model)) {}

  const CustomerSummary& summary() const { return summary_; }

  Status Assess(const SnapshotData& snapshot, const CustomerIdView& customer, Instant as_of,
                Instant known) {
    const Slot slot = snapshot.FindSlot(customer);
    if (slot != kNoSlot) snapshot.PrefetchPlaces(slot);
    if (Status status = LookAt(snapshot); !status.ok()) return status;
    if (slot != kNoSlot) snapshot.Prefetch(slot);
    // Meanwhile memory answers.
    if (Status status = MoveTo(as_of, known); !status.ok()) return status;
    if (slot == kNoSlot) return NoSuchCustomer(customer);
    if (evaluator_->Start(slot) && evaluator_->Evaluate(0)) {
      summarizer_->Summarize(*evaluator_, summary_);
    } else {
      if (!snapshot_->HasCustomerRow(slot)) return NoSuchCustomer(customer);
      Clear(summary_);
    }
    return {};
  }

  void Forget() {
    evaluator_.reset();
    timeline_.reset();
    summarizer_.reset();
    question_.reset();
    snapshot_.reset();
  }

 private:
  Status LookAt(const SnapshotData& snapshot) {
    if (question_ != nullptr && snapshot.HasSameSchema(*snapshot_)) {
      *snapshot_ = snapshot;
      return {};
    }
    Forget();
    snapshot_ = snapshot;
    Result<std::unique_ptr<const Question>> question = Question::Bind(model_.data(), *snapshot_);
    if (!question.ok()) return question.status();
    question_ = std::move(*question);
    summarizer_.emplace(*question_);
    return {};
  }

  Status MoveTo(Instant as_of, Instant known) {
    if (evaluator_ && timeline_->MoveTo(as_of, known)) return {};
    evaluator_.reset();
    Wants wants = Wants::Outlook();
    wants.rank = false;
    timeline_.emplace(model_.data(), *snapshot_, wants, std::vector<Instant>{as_of},
                      DataCut(known));
    if (Status status = timeline_->Check(); !status.ok()) return status;
    evaluator_.emplace(*question_, *timeline_);
    return {};
  }

  Model model_;
  // Its own: what is below refers to it, and sees a newer moment once that is assigned.
  std::optional<SnapshotData> snapshot_;
  std::unique_ptr<const Question> question_;
  std::optional<Summarizer> summarizer_;
  std::optional<Timeline> timeline_;
  std::optional<CustomerEvaluator> evaluator_;
  CustomerSummary summary_;
};

Evaluator::Evaluator(Model model) : prepared_(std::make_unique<Prepared>(std::move(model))) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Result<const CustomerSummary*> Evaluator::Assess(const Snapshot& snapshot,
                                                 const CustomerIdView& customer, Instant as_of,
                                                 std::optional<Instant> known) {
  if (Status status = CheckInstant(as_of, "as_of"); !status.ok()) return status;
  if (known) {
    if (Status status = CheckInstant(*known, "known"); !status.ok()) return status;
  }
  bool is_done = false;
  Status status = RunGuarded([&] {
    Status assessed = prepared_->Assess(snapshot.data(), customer, as_of, known.value_or(as_of));
    is_done = true;
    return assessed;
  });
  // Where memory ran out half-way, what is kept can't be relied on.
  if (!is_done) prepared_->Forget();
  if (!status.ok()) return status;
  return &prepared_->summary();
}

}  // namespace kenko
