// A customer's health as a CustomerSummary.
#ifndef KENKO_EVALUATE_SUMMARIZER_H_
#define KENKO_EVALUATE_SUMMARIZER_H_

#include "evaluate/customer_evaluator.h"
#include "evaluate/question.h"
#include "kenko/evaluator.h"
#include "kenko/table.h"

namespace kenko {

// Says of one customer what the tables health and worklist show. One a thread; allocates only until
// its lists have grown.
class Summarizer {
 public:
  // `question` must outlive it and its summaries.
  explicit Summarizer(const Question& question);

  // Of the customer and moment that `evaluator` evaluated last.
  void Summarize(const CustomerEvaluator& evaluator, CustomerSummary& summary) const;

 private:
  void SummarizeOnboarding(const OnboardingProgress& onboarding, CustomerSummary& summary) const;

  const Question& question_;
  const NameDictionary bands_, band_reasons_, tier_reasons_;
};

// As of a customer that does not exist. The lists keep their memory.
void Clear(CustomerSummary& summary);

}  // namespace kenko

#endif  // KENKO_EVALUATE_SUMMARIZER_H_
