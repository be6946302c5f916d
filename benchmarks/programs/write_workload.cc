// write_workload [--customers N] [--activities N] [--text-ids] [--shuffled] [--seed N] FOLDER
#include <cstdio>
#include <cstdlib>
#include <string>

#include "benchmarks/workload_files.h"

int main(int argc, char** argv) {
  kenko::benchmarks::WorkloadOptions options;
  std::string folder;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    const bool has_next = i + 1 < argc;
    if (arg == "--text-ids") {
      options.text_ids = options.plain_texts = true;
    } else if (arg == "--shuffled") {
      options.shuffled = true;
    } else if (arg == "--customers" && has_next) {
      options.customers = std::strtoull(argv[++i], nullptr, 10);
    } else if (arg == "--activities" && has_next) {
      options.activities = std::strtoull(argv[++i], nullptr, 10);
    } else if (arg == "--seed" && has_next) {
      options.seed = std::strtoull(argv[++i], nullptr, 10);
    } else {
      folder = arg;
    }
  }
  if (folder.empty() || folder[0] == '-') {
    std::fprintf(stderr,
                 "usage: write_workload [--customers N] [--activities N] [--text-ids] "
                 "[--shuffled] [--seed N] FOLDER\n");
    return 2;
  }
  const kenko::benchmarks::Workload workload(options);
  kenko::benchmarks::WriteColumns(kenko::benchmarks::ColumnsOf(workload), folder);
  return 0;
}
