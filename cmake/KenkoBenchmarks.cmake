# benchmarks/*_bench.cc: one Google Benchmark program a file. benchmarks/programs/*.cc and
# benchmarks/instructions/*.cc: plain programs, for the comparison and the instruction counts. The
# folder's other .cc files are shared by all.

find_package(benchmark REQUIRED)

add_custom_target(kenko_benchmarks)
file(GLOB bench_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/*_bench.cc")
file(GLOB bench_programs CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/benchmarks/programs/*.cc" "${PROJECT_SOURCE_DIR}/benchmarks/instructions/*.cc")
file(GLOB bench_helpers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/*.cc")
list(FILTER bench_helpers EXCLUDE REGEX "_bench\\.cc$")

add_library(kenko_bench_flags INTERFACE)
target_include_directories(kenko_bench_flags INTERFACE
  "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(kenko_bench_flags INTERFACE
  KENKO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(kenko_bench_flags INTERFACE
  kenko_flags kenko_core absl::time absl::strings yaml-cpp Threads::Threads)
if(bench_helpers)
  add_library(kenko_bench_support STATIC EXCLUDE_FROM_ALL ${bench_helpers})
  target_link_libraries(kenko_bench_support PUBLIC kenko_bench_flags)
endif()

foreach(source IN LISTS bench_sources bench_programs)
  cmake_path(GET source STEM target)
  add_executable(${target} EXCLUDE_FROM_ALL ${source})
  set_target_properties(${target} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/benchmarks")
  target_link_libraries(${target} PRIVATE
    $<TARGET_NAME_IF_EXISTS:kenko_bench_support> kenko_bench_flags
    $<TARGET_NAME_IF_EXISTS:kenko>)
  if(target MATCHES "_bench$")
    target_link_libraries(${target} PRIVATE benchmark::benchmark_main)
  endif()
  add_dependencies(kenko_benchmarks ${target})
endforeach()
