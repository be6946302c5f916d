// Names and values for expressions under test.
#ifndef KENKO_TESTS_MODEL_EXPRESSION_SCOPE_H_
#define KENKO_TESTS_MODEL_EXPRESSION_SCOPE_H_

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/expression.h"

namespace kenko {

class ExpressionScope {
 public:
  ExpressionScope() {
    scope_.find = Finder(&names_, "name");
    scope_.find_done = Finder(&milestones_, "milestone");
    scope_.find_subscore = Finder(&paths_, "path");
    scope_.now = 0;
    SetNow(0);
  }
  ExpressionScope(const ExpressionScope&) = delete;
  ExpressionScope& operator=(const ExpressionScope&) = delete;

  void Add(const std::string& name, ValueType type, const Value& value) {
    Put(name, type, value, &names_);
  }
  void AddMilestone(const std::string& name, const Value& value) {
    Put(name, ValueType::kFlag, value, &milestones_);
  }
  void AddPath(const std::string& path, const Value& value) {
    Put(path, ValueType::kNumber, value, &paths_);
  }
  void SetNow(Instant now) { frame_[0] = Value::Time(now); }

  FactSlot SlotOf(const std::string& name) const { return names_.at(name)->slot; }
  NameScope& scope() { return scope_; }
  const std::deque<Fact>& facts() const { return all_; }
  const Value* frame() const { return frame_.data(); }

  // On a stack of exactly the size asked for, so that AddressSanitizer sees one too small.
  Value Evaluate(const Expression& expression) const {
    std::vector<Value> stack(expression.stack_size);
    stack.shrink_to_fit();
    return EvaluateExpression(expression, frame_.data(), stack.data());
  }

 private:
  using Facts = std::map<std::string, const Fact*, std::less<>>;

  void Put(const std::string& name, ValueType type, const Value& value, Facts* facts) {
    all_.push_back({name, type, Step::kCustomer, static_cast<FactSlot>(frame_.size())});
    (*facts)[name] = &all_.back();
    frame_.push_back(value);
  }

  static std::function<const Fact*(std::string_view, std::string*)> Finder(const Facts* facts,
                                                                           std::string what) {
    return [facts, what](std::string_view name, std::string* problem) -> const Fact* {
      const auto found = facts->find(name);
      if (found != facts->end()) return found->second;
      *problem = "no such " + what;
      return nullptr;
    };
  }

  std::deque<Fact> all_;
  Facts names_, milestones_, paths_;
  std::vector<Value> frame_ = std::vector<Value>(1);  // slot 0 is t
  NameScope scope_;
};

// A little of everything, with `no_…` missing.
inline void AddUsualFacts(ExpressionScope* scope) {
  scope->SetNow(100 * kDay);
  scope->Add("seats", ValueType::kNumber, Value::Number(8));
  scope->Add("mrr", ValueType::kNumber, Value::Number(1250.5));
  scope->Add("no_number", ValueType::kNumber, Value::Missing());
  scope->Add("plan", ValueType::kText, Value::Text("pro"));
  scope->Add("onboarding.plan", ValueType::kText, Value::Text("guided"));
  scope->Add("担当", ValueType::kText, Value::Text("田中"));
  scope->Add("no_text", ValueType::kText, Value::Missing());
  scope->Add("strategic", ValueType::kFlag, Value::Flag(true));
  scope->Add("no_flag", ValueType::kFlag, Value::Missing());
  scope->Add("signed_on", ValueType::kTime, Value::Time(90 * kDay - kDay / 2));
  scope->Add("no_time", ValueType::kTime, Value::Missing());
  scope->AddMilestone("kickoff", Value::Flag(true));
  scope->AddMilestone("no", Value::Missing());
  scope->AddPath("usage/logins", Value::Number(62.5));
  scope->AddPath("no", Value::Missing());
}

}  // namespace kenko

#endif  // KENKO_TESTS_MODEL_EXPRESSION_SCOPE_H_
