#include <algorithm>

#include "base/snap.h"
#include "evaluate/answer.h"
#include "evaluate/columns.h"

namespace kenko {
namespace {

// One play that is to be done for a customer.
struct Task {
  Slot slot = 0;
  std::uint32_t play = 0;
  Value priority;
  Instant moment = 0;
  std::int32_t band = 0, tier = -1;
  Reasons reasons;
};

void NoteTasks(Slot slot, CustomerEvaluator& evaluator, std::vector<Task>& tasks) {
  const CustomerHealth& health = evaluator.health();
  Task task;
  task.slot = slot;
  task.priority = health.priority;
  task.moment = evaluator.moment();
  task.band = static_cast<std::int32_t>(health.band.band);
  task.tier = health.decision.tier.level;
  task.reasons = health.reasons;
  for (const std::uint32_t play : health.plays) {
    task.play = play;
    tasks.push_back(task);
  }
}

// By priority, the missing last; ties by customer id, then in the order of the plays.
void Rank(const SnapshotData& snapshot, std::vector<Task>& tasks) {
  std::sort(tasks.begin(), tasks.end(), [&](const Task& a, const Task& b) -> bool {
    if (a.priority.present != b.priority.present) return a.priority.present;
    if (a.priority.present) {
      const int order = CompareSnapped(a.priority.number, b.priority.number);
      if (order != 0) return order > 0;
    }
    if (a.slot != b.slot) return CustomerIdIsLess(snapshot, a.slot, b.slot);
    return a.play < b.play;
  });
}

class WorklistTable : public Answer {
 public:
  WorklistTable(const Question& question, std::size_t part_count)
      : question_(question), records_(part_count) {}

  std::unique_ptr<AnswerWriter> MakeWriter() override {
    return std::make_unique<RecordWriter<Task>>(records_, NoteTasks);
  }

  std::vector<std::shared_ptr<Table>> Finish() override {
    const ModelData& model = question_.model;
    std::vector<std::string> plays, channels, says;
    for (const Play& play : model.plays) {
      plays.push_back(play.name);
      channels.push_back(play.channel);
      says.push_back(play.says);
    }
    const Sayings channel_names = MakeSayings(channels), says_names = MakeSayings(says);
    const std::vector<ColumnSchema> schema = {
        CountColumn("rank"),
        CustomerIdColumn(question_.snapshot),
        NumberColumn("priority"),
        NameColumn("play", MakeDictionary(std::move(plays))),
        NameColumn("channel", channel_names.names),
        TimeColumn("due_at"),
        NameColumn("says", says_names.names),
        NameColumn("band", BandNames(model)),
        NameColumn("tier", TierNames(model)),
        {"reasons", ColumnType::kNameList, MakeDictionary(question_.names.rows())},
    };
    std::vector<Task> tasks = records_.Take();
    Rank(question_.snapshot, tasks);
    RowWriter writer(schema);
    for (std::size_t rank = 0; rank < tasks.size(); ++rank) {
      const Task& task = tasks[rank];
      const std::optional<Duration>& within = model.plays[task.play].within;
      writer.Count(static_cast<std::int64_t>(rank) + 1);
      WriteCustomerId(question_.snapshot, task.slot, writer);
      writer.Number(task.priority);
      writer.Name(static_cast<std::int32_t>(task.play));
      writer.Name(channel_names.codes[task.play]);
      writer.Time(within ? Value::Time(task.moment + *within) : Value::Missing());
      writer.Name(says_names.codes[task.play]);
      writer.Name(task.band);
      writer.Name(task.tier);
      writer.Names(task.reasons.rows.data(), task.reasons.count);
    }
    return {TableOf("worklist", schema, writer)};
  }

 private:
  const Question& question_;
  Records<Task> records_;
};

}  // namespace

std::unique_ptr<Answer> MakeWorklistTable(const Question& question, std::size_t part_count) {
  return std::make_unique<WorklistTable>(question, part_count);
}

}  // namespace kenko
