// native_engine FOLDER [text]: kenko and the yardsticks in C++, driven over stdin by
// benchmarks/compare. Each line is a task and its arguments, each answer a line of JSON:
//
//   run TASK THREADS RUNS SECONDS    runs it until it ran so often and so long
//   answer TASK FILE THREADS         writes its scores, as doubles
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "benchmarks/hand_written.h"
#include "benchmarks/loaded_workload.h"
#include "benchmarks/ready_measures.h"
#include "benchmarks/workload_files.h"
#include "benchmarks/yardsticks.h"
#include "kenko/arrow.h"
#include "kenko/evaluator.h"

namespace kenko::benchmarks {
namespace {

using Numbers = std::map<std::string, double>;  // what a task tells besides its time

double WallSeconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}
double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

class Engine {
 public:
  Engine(const std::string& folder, WorkloadForm form)
      : workload_(folder), form_(form), model_(ParseWorkloadModel()) {}

  // Time of `task` once; `after` (freeing, say) is left out.
  struct Task {
    std::function<void()> run;
    std::function<void()> after = [] {};
  };
  Task Find(const std::string& name, int threads) {
    const WorkloadColumns& w = workload_.columns();
    if (name == "plain_read") return {[&w, threads] { Keep(ReadAllColumns(w, threads)); }};
    if (name == "random_add") {
      auto adds = std::make_shared<RandomAdds>(w, threads);
      return {[adds] { adds->Run(); }};
    }
    if (name == "by_hand") return {[&w, threads] { Keep(ScoreByHand(w, threads)[0]); }};
    if (name == "load") {
      return {[this, threads] { fresh_ = Load(threads); }, [this] { fresh_.reset(); }};
    }
    const std::vector<std::string> columns = ColumnsOfTask(name);
    if (name == "load_and_evaluate" || name == "load_and_evaluate_all") {
      return {[this, columns, threads] {
                fresh_ = Load(threads);
                evaluation_ = EvaluateAll(*fresh_, columns, threads);
              },
              [this] {
                evaluation_.reset();
                fresh_.reset();
              }};
    }
    if (name == "evaluate" || name == "evaluate_all") {
      Loaded();
      return {[this, columns, threads] { evaluation_ = EvaluateAll(Loaded(), columns, threads); },
              [this] { evaluation_.reset(); }};
    }
    if (name == "series" || name == "series_all") {
      Loaded();
      return {[this, columns, threads] { Keep(Series(columns, threads)->row_count()); }};
    }
    Die(InvalidArgument("no task " + name));
  }

  // Tasks that time each of many small steps themselves: median and p99, in seconds.
  Numbers Latency(const std::string& name) {
    Portfolio& portfolio = Loaded();
    const bool asks = name != "record", records = name != "ask_one_customer";
    Evaluator evaluator(model_);
    std::vector<double> seconds;
    constexpr std::size_t kSteps = 50'000;
    for (std::size_t step = 0; step < kSteps; ++step) {
      const ActivityRecord activity = NewActivity(step);
      // Time goes on between two questions.
      const Instant as_of = kWorkloadAsOf + static_cast<Instant>(step);
      const double start = WallSeconds();
      if (records) OrDie(portfolio.RecordActivity(activity));
      if (asks) Keep(Ask(evaluator, activity, as_of));
      seconds.push_back(WallSeconds() - start);
    }
    return MedianAndP99(std::move(seconds));
  }

  // Scoring alone, by a customer: of many rounds over some whose measures are ready.
  Numbers Scoring(bool in_blocks) {
    ReadyMeasures customers(model_, Loaded().TakeSnapshot(), 2000);
    std::vector<double> seconds;
    for (int round = 0; round < 1000; ++round) {
      const double start = WallSeconds();
      Keep(in_blocks ? customers.DecideInBlocks() : customers.Decide());
      seconds.push_back((WallSeconds() - start) / static_cast<double>(customers.customer_count()));
    }
    return MedianAndP99(std::move(seconds));
  }

  // Bytes of heap that a loaded portfolio keeps, by an activity, and by a customer without any.
  Numbers Memory() {
    const auto heap = [] {
      malloc_trim(0);
      std::ifstream file("/proc/self/status");
      for (std::string line; std::getline(file, line);) {
        if (line.rfind("RssAnon:", 0) == 0) return std::stod(line.substr(8)) * 1024;
      }
      return 0.0;
    };
    const WorkloadColumns& w = workload_.columns();
    Portfolio portfolio;
    const double empty = heap();
    LoadCustomers(portfolio);
    const double customers = heap();
    LoadActivities(portfolio, 1);
    const double all = heap();
    const auto by = [](double bytes, std::size_t n) { return bytes / static_cast<double>(n); };
    return {{"bytes_per_customer", by(customers - empty, w.customer_count)},
            {"bytes_per_activity", by(all - customers, w.activity_count)},
            {"bytes", all - empty}};
  }

  std::vector<double> Scores(const std::string& task, int threads) {
    if (task == "by_hand") return ScoreByHand(workload_.columns(), threads);
    if (task == "one_customer") return ScoresAfterEachActivity();
    if (task == "series" || task == "series_all") {
      return ScoresOf(*Series(ColumnsOfTask(task), threads));
    }
    const std::vector<std::string> columns = ColumnsOfTask(task);
    if (task == "load_and_evaluate" || task == "load_and_evaluate_all") {
      return ScoresOf(*EvaluateAll(*Load(threads), columns, threads).Find("health"));
    }
    return ScoresOf(*EvaluateAll(Loaded(), columns, threads).Find("health"));
  }

 private:
  template <typename T>
  static void Keep(const T& value) {
    asm volatile("" : : "g"(&value) : "memory");
  }

  static Numbers MedianAndP99(std::vector<double> seconds) {
    std::sort(seconds.begin(), seconds.end());
    return {{"median", seconds[seconds.size() / 2]}, {"p99", seconds[seconds.size() * 99 / 100]}};
  }

  void LoadCustomers(Portfolio& portfolio) {
    ArrowArrayStream stream;
    StreamCustomers(workload_.columns(), form_, &stream);
    OrDie(LoadArrow(portfolio, InputTable::kCustomers, &stream));
  }
  void LoadActivities(Portfolio& portfolio, int threads) {
    ArrowArrayStream stream;
    StreamActivities(workload_.columns(), form_, &stream);
    LoadOptions options;
    options.threads = threads;
    OrDie(LoadArrow(portfolio, InputTable::kActivities, &stream, options));
  }
  // Customers all over the portfolio do something; the same as of one_customer.py.
  ActivityRecord NewActivity(std::size_t step) const {
    const WorkloadColumns& w = workload_.columns();
    ActivityRecord activity;
    activity.customer_id = w.customer_ids[(step + 1) * 7'368'787 % w.customer_count];
    activity.at = kWorkloadAsOf - kSecond;
    activity.kind = "session.started";
    activity.actor = w.actors[step % w.actors.size];
    return activity;
  }
  double Ask(Evaluator& evaluator, const ActivityRecord& activity, Instant as_of) {
    return *OrDie(evaluator.Assess(Loaded().TakeSnapshot(), activity.customer_id, as_of))->score;
  }
  std::vector<double> ScoresAfterEachActivity() {
    Evaluator evaluator(model_);
    std::vector<double> scores;
    for (std::size_t step = 0; step < 200; ++step) {
      const ActivityRecord activity = NewActivity(step);
      OrDie(Loaded().RecordActivity(activity));
      scores.push_back(Ask(evaluator, activity, kWorkloadAsOf));
    }
    return scores;
  }
  std::unique_ptr<Portfolio> Load(int threads) {
    auto portfolio = std::make_unique<Portfolio>();
    LoadCustomers(*portfolio);
    LoadActivities(*portfolio, threads);
    return portfolio;
  }
  Portfolio& Loaded() {
    if (loaded_ == nullptr) loaded_ = Load(1);
    return *loaded_;
  }
  Evaluation EvaluateAll(const Portfolio& portfolio, const std::vector<std::string>& columns,
                         int threads) {
    EvaluateOptions options;
    options.health_columns = columns;
    options.as_of = kWorkloadAsOf;
    options.threads = threads;
    return OrDie(Evaluate(model_, portfolio.TakeSnapshot(), options));
  }
  // Score, band and tier, as the other engines compute no more; of tasks named so, the whole table.
  static std::vector<std::string> ColumnsOfTask(const std::string& task) {
    const std::string all = "_all";
    const bool is_all =
        task.size() > all.size() && task.compare(task.size() - all.size(), all.size(), all) == 0;
    return is_all ? std::vector<std::string>{} : std::vector<std::string>{"score", "band", "tier"};
  }
  std::shared_ptr<const Table> Series(const std::vector<std::string>& columns, int threads) {
    SeriesOptions options;
    options.columns = columns;
    options.instants = WeeklyInstants(52);
    options.threads = threads;
    return OrDie(EvaluateSeries(model_, Loaded().TakeSnapshot(), options));
  }
  static std::vector<double> ScoresOf(const Table& table) {
    std::vector<double> scores;
    const auto score = static_cast<std::size_t>(table.FindColumn("score"));
    for (const auto& chunk : table.chunks()) {
      const std::vector<double>& numbers = chunk->columns[score].numbers;
      scores.insert(scores.end(), numbers.begin(), numbers.end());
    }
    return scores;
  }

  MappedWorkload workload_;
  WorkloadForm form_;
  Model model_;
  std::unique_ptr<Portfolio> loaded_, fresh_;
  std::optional<Evaluation> evaluation_;
};

std::string Json(const Numbers& numbers) {
  std::ostringstream text;
  text.precision(12);
  for (const auto& [name, number] : numbers) {
    text << (text.tellp() > 0 ? ", " : "") << '"' << name << "\": " << number;
  }
  return "{" + text.str() + "}";
}

std::string Run(Engine& engine, std::istream& arguments) {
  std::string name;
  int threads = 1;
  std::size_t runs = 1;
  double seconds = 0;
  arguments >> name >> threads >> runs >> seconds;
  if (name == "memory") return Json(engine.Memory());
  if (name == "record" || name == "one_customer" || name == "ask_one_customer") {
    return Json(engine.Latency(name));
  }
  if (name == "scoring") return Json(engine.Scoring(true));
  if (name == "scoring_one_by_one") return Json(engine.Scoring(false));
  const Engine::Task task = engine.Find(name, threads);
  std::ostringstream wall, cpu;
  double total = 0;
  for (std::size_t i = 0; i < runs || total < seconds; ++i) {
    const double cpu_start = CpuSeconds(), start = WallSeconds();
    task.run();
    const double took = WallSeconds() - start;
    total += took;
    wall << (i > 0 ? ", " : "") << took;
    cpu << (i > 0 ? ", " : "") << CpuSeconds() - cpu_start;
    task.after();
  }
  return "{\"wall\": [" + wall.str() + "], \"cpu\": [" + cpu.str() + "]}";
}

std::string WriteAnswer(Engine& engine, std::istream& arguments) {
  std::string task, file;
  int threads = 1;
  arguments >> task >> file >> threads;
  const std::vector<double> scores = engine.Scores(task, threads);
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(scores.data()),
            static_cast<std::streamsize>(scores.size() * sizeof(double)));
  return out.flush() ? "{}" : "{\"error\": \"can't write\"}";
}

}  // namespace
}  // namespace kenko::benchmarks

int main(int argc, char** argv) {
  using namespace kenko::benchmarks;
  if (argc < 2) {
    std::fprintf(stderr, "usage: native_engine FOLDER [text]\n");
    return 2;
  }
  const bool texts = argc > 2 && std::string(argv[2]) == "text";
  Engine engine(argv[1], texts ? WorkloadForm::kTextIds : WorkloadForm::kIntegerIds);
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream arguments(line);
    std::string command;
    arguments >> command;
    std::cout << (command == "answer" ? WriteAnswer(engine, arguments) : Run(engine, arguments))
              << std::endl;
  }
  return 0;
}
