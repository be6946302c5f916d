# benchmarks/*_bench.cc: one Google Benchmark program a file; the folder's other .cc files are shared
# by all of them.

find_package(benchmark REQUIRED)

add_custom_target(kenko_benchmarks)
file(GLOB bench_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/*_bench.cc")
file(GLOB bench_helpers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/*.cc")
list(FILTER bench_helpers EXCLUDE REGEX "_bench\\.cc$")

foreach(source IN LISTS bench_sources)
  cmake_path(GET source STEM target)
  add_executable(${target} EXCLUDE_FROM_ALL ${source} ${bench_helpers})
  set_target_properties(${target} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/benchmarks")
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${target} PRIVATE
    kenko_flags kenko_core absl::time absl::strings yaml-cpp benchmark::benchmark_main)
  if(TARGET kenko)
    target_link_libraries(${target} PRIVATE kenko)
  endif()
  add_dependencies(kenko_benchmarks ${target})
endforeach()
