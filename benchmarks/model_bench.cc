// Parsing and checking a model's text.
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <string>

#include "benchmarks/loaded_workload.h"
#include "benchmarks/time_per.h"

namespace kenko::benchmarks {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(KENKO_SOURCE_DIR "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void BM_ParseModel(benchmark::State& state, const char* path) {
  const std::string text = Read(path);
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Model::Parse(text, path)));
  TimePer(state, "byte", text.size());
}
BENCHMARK_CAPTURE(BM_ParseModel, workload, "benchmarks/workload.yaml")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(BM_ParseModel, saas, "examples/models/saas.yaml")->Unit(benchmark::kMicrosecond);

// As many measures and signals as the argument says: the time must not grow with its square.
void BM_ParseLongModel(benchmark::State& state) {
  std::string measures = "kenko: 1\nname: long\nmeasures:\n";
  std::string signals = "scorecards:\n  - name: all\n    signals:\n";
  for (int i = 0; i < state.range(0); ++i) {
    const std::string name = "m" + std::to_string(i);
    measures += "  " + name + ": {count: kind." + name + ", window: 28d}\n";
    signals += "      - {name: " + name + ", measure: " + name + ", curve: [[0, 0], [9, 100]]}\n";
  }
  const std::string text = measures + signals;
  for (auto _ : state) benchmark::DoNotOptimize(OrDie(Model::Parse(text, "long.yaml")));
  TimePer(state, "measure", static_cast<std::size_t>(state.range(0)));
}
BENCHMARK(BM_ParseLongModel)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace kenko::benchmarks
