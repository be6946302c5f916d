// What everything else leans on: texts that are checked, values that are compared, threads that
// take a step.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <vector>

#include "base/crew.h"
#include "base/snap.h"
#include "base/utf8.h"

namespace kenko::benchmarks {
namespace {

void BM_Utf8(benchmark::State& state, const char* piece) {
  std::string text;
  while (text.size() < 10'000) text += piece;
  for (auto _ : state) benchmark::DoNotOptimize(IsUtf8(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size() * state.iterations()));
}
BENCHMARK_CAPTURE(BM_Utf8, ascii, "session.started ");
BENCHMARK_CAPTURE(BM_Utf8, mixed, "健康 santé ");

void BM_Snap(benchmark::State& state) {
  std::vector<double> numbers;
  for (int i = 0; i < 1'000; ++i) numbers.push_back(i * 0.37);
  for (auto _ : state) {
    for (const double number : numbers) benchmark::DoNotOptimize(Snap(number));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(numbers.size() * state.iterations()));
}
BENCHMARK(BM_Snap);

// An empty step: what sharing one out costs by itself.
void BM_CrewStep(benchmark::State& state) {
  Crew crew(static_cast<int>(state.range(0)));
  const Crew::Part nothing = [](std::size_t, std::size_t) {};
  for (auto _ : state) crew.Share(crew.size(), nothing);
}
BENCHMARK(BM_CrewStep)->Arg(1)->Arg(2)->UseRealTime();

}  // namespace
}  // namespace kenko::benchmarks
