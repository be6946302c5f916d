// What every name of a model means, and from which step on (MODEL.md 3, "order of decision").
#ifndef KENKO_MODEL_NAME_TABLE_H_
#define KENKO_MODEL_NAME_TABLE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic_sink.h"
#include "model/fact.h"

namespace kenko {

class NameTable {
 public:
  // Knows the fixed facts. `sink` must outlive the table.
  explicit NameTable(DiagnosticSink* sink);

  // Whether facts are called so, among them those of families ("onboarding.plan").
  static bool IsFactName(std::string_view name);

  // REQUIRES: the name is new.
  void AddAttribute(const std::string& name, AttributeType type, FactSlot slot);
  void AddMeasure(const std::string& name, FactSlot slot);
  void AddFact(const std::string& name, ValueType type, Step step, FactSlot slot);
  bool Has(std::string_view name) const { return names_.find(name) != names_.end(); }
  bool IsMeasure(std::string_view name) const;

  // Its definition is wrong, which was told: uses of it are let pass.
  void MarkBroken(const std::string& name);
  bool IsBroken(std::string_view name) const;
  // The attribute in the role ended_at, which nothing may read.
  void MarkFuture(const std::string& name);
  // Some names that begin so could not be read: an unknown name may be one of these.
  void MarkIncomplete(const std::string& prefix = "") { incomplete_.insert(prefix); }

  // What a name means at step `at`. Null where it means nothing there: `problem` then says why, or
  // is empty where the reason was told elsewhere.
  const Fact* Find(std::string_view name, Step at, std::string* problem) const;
  // What to say of something that is known after `step`, where it stands in the step `at`, which
  // comes too early for it.
  static std::string TooEarly(std::string_view what, Step step, Step at);

  // The texts that anything may read, by name.
  std::vector<const Fact*> Texts() const;

 private:
  enum class Origin { kFact, kAttribute, kMeasure };
  struct Entry {
    Fact fact;
    Origin origin;
    bool is_broken = false;
    bool is_future = false;
  };
  static bool IsKnownAt(const Fact& fact, Step at);
  bool MayBeUnread(std::string_view name) const;

  DiagnosticSink* sink_;
  std::map<std::string, Entry, std::less<>> names_;  // entries stay in place
  std::set<std::string> incomplete_;
};

}  // namespace kenko

#endif  // KENKO_MODEL_NAME_TABLE_H_
