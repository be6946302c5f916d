// What each input table's columns must be (MODEL.md 2).
#ifndef KENKO_PORTFOLIO_TABLE_RULES_H_
#define KENKO_PORTFOLIO_TABLE_RULES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/portfolio.h"
#include "kenko/rows.h"

namespace kenko {

struct ColumnRule {
  enum class Cells : std::uint8_t {
    kCustomerId,  // integers, or texts that are not empty
    kName,        // texts that are not empty
    kPattern,     // kind patterns without `@`
    kText,
    kNumber,
    kFlag,
    kTime,
    kAttribute,  // any
  };
  std::string name;
  Cells cells = Cells::kAttribute;
  // The column must be there and none of its cells missing; `why` says so to the user.
  bool required = false;
  std::string_view why = {};
};

struct TableRules {
  InputTable table;
  std::vector<ColumnRule> columns;
  bool attributes = false;  // whether there may be further columns
};

// Where a table's own columns stand in `columns`.
struct ActivityColumn {
  enum { kCustomerId, kAt, kKind, kValue, kActor, kId, kValidUntil, kRecordedAt, kRetracted };
};
struct CustomerColumn {
  enum { kId, kValidFrom, kRecordedAt };
};
struct MilestoneColumn {
  enum { kCustomerId, kMilestone, kDueAt, kCompletedAt, kRecordedAt };
};
struct FeedColumn {
  enum { kKind, kCompleteFrom, kCompleteUntil };
};

TableRules RulesOf(InputTable table, const LoadOptions& options);

// Whether a text is one kind pattern: `a.b`, `a.*` or `*`.
bool IsKindPattern(std::string_view text);

}  // namespace kenko

#endif  // KENKO_PORTFOLIO_TABLE_RULES_H_
