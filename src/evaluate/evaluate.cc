#include "kenko/evaluate.h"

#include <algorithm>
#include <utility>

#include "evaluate/answer.h"
#include "evaluate/diagnostics_table.h"
#include "evaluate/groups.h"
#include "evaluate/question.h"
#include "evaluate/timeline.h"
#include "evaluate/visits.h"

namespace kenko {
namespace {

bool Asks(const EvaluateOptions& options, std::string_view table) {
  return std::find(options.tables.begin(), options.tables.end(), table) != options.tables.end();
}

Status CheckTables(const EvaluateOptions& options) {
  const std::vector<std::string>& known = OutputTableNames();
  for (std::size_t i = 0; i < options.tables.size(); ++i) {
    const std::string& name = options.tables[i];
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string message = "there is no table '" + name + "'; there are";
      for (const std::string& one : known) message += (&one == &known[0] ? " " : ", ") + one;
      return NotFound(std::move(message));
    }
    if (std::count(options.tables.begin(), options.tables.end(), name) > 1) {
      return InvalidArgument("table '" + name + "' is asked for twice");
    }
  }
  for (const char* whole : {"tier_plan", "tier_load"}) {
    if (options.customers && Asks(options, whole)) {
      return InvalidArgument("table '" + std::string(whole) +
                             "' is of a whole portfolio; it can't be asked for some customers");
    }
  }
  if (!options.health_columns.empty() && !Asks(options, "health")) {
    return InvalidArgument("columns of table 'health' are chosen, but it is not asked for");
  }
  return {};
}

Status CheckOptions(const EvaluateOptions& options) {
  if (Status status = CheckInstant(options.as_of, "as_of"); !status.ok()) return status;
  if (options.known) {
    if (Status status = CheckInstant(*options.known, "known"); !status.ok()) return status;
  }
  if (Status status = CheckRunOptions(options); !status.ok()) return status;
  return CheckTables(options);
}

Wants WantsOf(const ModelData& model, const EvaluateOptions& options,
              const HealthColumns& health_columns) {
  Wants wants;
  // A summary may group by a fact of any step.
  if (Asks(options, "summary")) wants = Wants::Outlook();
  wants.measures = Asks(options, "measures");
  if (Asks(options, "health")) AddWants(health_columns, wants);
  if (Asks(options, "worklist")) {
    wants.tier = wants.band = wants.priority = wants.plays = wants.reasons = true;
  }
  if (Asks(options, "tier_plan") || Asks(options, "tier_load")) wants.tier = wants.rank = true;
  if (Asks(options, "explain") || Asks(options, "levers")) wants.rows = true;
  if (Asks(options, "milestones")) wants.onboarding = true;
  wants.decisions = std::any_of(
      options.tables.begin(), options.tables.end(),
      [](const std::string& table) { return table != "measures" && table != "diagnostics"; });
  wants = WithWhatTheyRead(model, wants);
  const bool is_health_alone = options.tables == std::vector<std::string>{"health"};
  wants.in_blocks = is_health_alone && CanDecideInBlocks(model, health_columns, wants);
  return wants;
}

std::vector<std::unique_ptr<Answer>> BeginAnswers(const Question& question,
                                                  const EvaluateOptions& options,
                                                  const HealthColumns& health_columns,
                                                  const Wants& wants, std::optional<FactSlot> group,
                                                  std::size_t part_count) {
  std::vector<std::unique_ptr<Answer>> answers;
  const auto begin = [&](std::string_view table, auto make, auto... more) {
    if (Asks(options, table)) answers.push_back(make(question, part_count, more...));
  };
  begin("health", MakeHealthTable, health_columns, wants, HealthOf::kOneMoment);
  begin("measures", MakeMeasuresTable);
  begin("explain", MakeExplainTable);
  begin("milestones", MakeMilestonesTable);
  begin("worklist", MakeWorklistTable);
  begin("levers", MakeLeversTable);
  if (Asks(options, "tier_plan") || Asks(options, "tier_load")) {
    answers.push_back(MakeCapacityTables(question, part_count));
  }
  begin("summary", MakeSummaryTable, group);
  return answers;
}

class AnsweringVisitor : public CustomerVisitor {
 public:
  AnsweringVisitor(const Question& question, const Timeline& timeline,
                   const std::vector<std::unique_ptr<Answer>>& answers)
      : evaluator_(question, timeline) {
    for (const auto& answer : answers) writers_.push_back(answer->MakeWriter());
  }

  void Visit(Slot slot) override {
    if (!evaluator_.Start(slot) || !evaluator_.Evaluate(0)) return;
    for (const auto& writer : writers_) writer->Add(slot, evaluator_);
  }
  void EndPart(std::size_t part) override {
    for (const auto& writer : writers_) writer->EndPart(part);
  }

 private:
  CustomerEvaluator evaluator_;
  std::vector<std::unique_ptr<AnswerWriter>> writers_;
};

Result<Evaluation> EvaluateChecked(const ModelData& model, const SnapshotData& snapshot,
                                   const EvaluateOptions& options) {
  const Instant t = options.as_of;
  const Instant known = options.known.value_or(t);
  Result<std::unique_ptr<const Question>> question = Question::Bind(model, snapshot);
  if (!question.ok()) return question.status();
  Result<std::optional<FactSlot>> group = FindGroupBy(model, options.group_by);
  if (!group.ok()) return group.status();
  Result<HealthColumns> health_columns =
      ChooseHealthColumns(options.health_columns, HealthOf::kOneMoment);
  if (!health_columns.ok()) return health_columns.status();
  Result<std::vector<Slot>> slots = ChooseCustomers(snapshot, options);
  if (!slots.ok()) return slots.status();

  std::vector<std::shared_ptr<Table>> made;
  const Wants wants = WantsOf(model, options, *health_columns);
  if (wants.measures || wants.decisions) {
    const Timeline timeline(model, snapshot, wants, {t}, DataCut(known));
    if (Status status = timeline.Check(); !status.ok()) return status;
    const auto answers =
        BeginAnswers(**question, options, *health_columns, wants, *group, PartCount(*slots));
    Status status = VisitCustomers(snapshot, *slots, options, [&] {
      return std::make_unique<AnsweringVisitor>(**question, timeline, answers);
    });
    if (!status.ok()) return status;
    for (const auto& answer : answers) {
      for (std::shared_ptr<Table>& table : answer->Finish()) made.push_back(std::move(table));
    }
  }
  if (Asks(options, "diagnostics")) {
    made.push_back(MakeDiagnosticsTable(model, snapshot, (*question)->attribute_columns, t, known));
  }

  std::vector<std::shared_ptr<const Table>> in_order;
  for (const std::string& name : options.tables) {
    for (const std::shared_ptr<Table>& table : made) {
      if (table->name() != name) continue;
      Describe(model, {{"as_of", t}, {"known", known}}, *table);
      in_order.push_back(table);
    }
  }
  return Evaluation(std::move(in_order));
}

}  // namespace

const std::vector<std::string>& OutputTableNames() {
  static const std::vector<std::string>* const names =
      new std::vector<std::string>{"health", "measures",  "explain",   "milestones", "worklist",
                                   "levers", "tier_plan", "tier_load", "summary",    "diagnostics"};
  return *names;
}

std::shared_ptr<const Table> Evaluation::Find(std::string_view name) const {
  for (const std::shared_ptr<const Table>& table : tables_) {
    if (table->name() == name) return table;
  }
  return nullptr;
}

Result<Evaluation> Evaluate(const Model& model, const Snapshot& snapshot,
                            const EvaluateOptions& options) {
  if (Status status = CheckOptions(options); !status.ok()) return status;
  Result<Evaluation> evaluation{Evaluation({})};
  Status status = RunGuarded([&] {
    evaluation = EvaluateChecked(model.data(), snapshot.data(), options);
    return evaluation.status();
  });
  if (!status.ok()) return status;
  return evaluation;
}

}  // namespace kenko
