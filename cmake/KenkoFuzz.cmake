# tests/fuzz/<name>_fuzz.cc defines LLVMFuzzerTestOneInput. With KENKO_FUZZ it becomes a libFuzzer
# program; otherwise it is linked to a main that replays tests/fuzz/corpus/<name>/ as a test.

if(NOT TARGET kenko_fuzzers)
  add_custom_target(kenko_fuzzers)
endif()

file(GLOB fuzz_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/fuzz/*_fuzz.cc")
foreach(source IN LISTS fuzz_sources)
  cmake_path(GET source STEM target)
  string(REGEX REPLACE "_fuzz$" "" name "${target}")
  add_executable(${target} ${source})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
  target_include_directories(${target} PRIVATE
    "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE
    kenko_flags kenko_core absl::time absl::strings yaml-cpp)
  if(TARGET kenko)
    target_link_libraries(${target} PRIVATE kenko)
  endif()
  add_dependencies(kenko_fuzzers ${target})
  if(KENKO_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cc")
    add_dependencies(kenko_tests ${target})
    kenko_add_test(fuzz_replay_${name} ${target} "tests/fuzz/corpus/${name}")
  endif()
endforeach()
