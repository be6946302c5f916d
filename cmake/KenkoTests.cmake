# Tests are found, not listed:
#   tests/<folder>/*_test.cc   one GoogleTest executable a folder, <folder>_tests; the folder's other
#                              .cc files are its helpers
#   tests/support/*.cc         helpers for all of them
#   tests/capi/*_test.c        one strict C99 executable a file, linked to the shared library only
#   examples/c, examples/cpp   each file is built and run

find_package(GTest REQUIRED)

add_custom_target(kenko_tests)  # `cmake --build … --target kenko_tests` builds what ctest runs

# "model/x.h" is of src, "support/x.h" of tests, "capi/kenko.h" of the root.
set(kenko_test_includes
  "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}")

file(GLOB support_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/support/*.cc")
if(support_sources)
  add_library(kenko_test_support STATIC EXCLUDE_FROM_ALL ${support_sources})
  target_include_directories(kenko_test_support PRIVATE ${kenko_test_includes})
  target_link_libraries(kenko_test_support PRIVATE kenko_flags PUBLIC kenko_core GTest::gmock)
endif()

# kenko_test_program(<name> SOURCES … LIBRARIES …): an executable in <build>/tests.
function(kenko_test_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_link_libraries(${name} PRIVATE kenko_flags ${ARG_LIBRARIES})
  add_dependencies(kenko_tests ${name})
endfunction()

function(kenko_add_test name)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES TIMEOUT 300)
endfunction()

file(GLOB test_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/*/*_test.cc")
set(test_folders)
foreach(source IN LISTS test_sources)
  cmake_path(GET source PARENT_PATH folder)
  list(APPEND test_folders "${folder}")
endforeach()
list(REMOVE_DUPLICATES test_folders)

foreach(folder IN LISTS test_folders)
  cmake_path(GET folder FILENAME name)
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cc")
  set(libraries kenko_core absl::time absl::strings yaml-cpp GTest::gmock_main)
  if(name STREQUAL "capi")
    list(PREPEND libraries kenko)
  endif()
  if(TARGET kenko_test_support)
    list(PREPEND libraries kenko_test_support)
  endif()
  kenko_test_program(${name}_tests SOURCES ${sources} LIBRARIES ${libraries})
  target_include_directories(${name}_tests PRIVATE ${kenko_test_includes})
  target_compile_definitions(${name}_tests PRIVATE KENKO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  kenko_add_test(${name}_tests ${name}_tests --gtest_brief=1)
endforeach()

if(TARGET kenko)
  add_dependencies(kenko_tests kenko)

  file(GLOB c_tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/capi/*_test.c")
  foreach(source IN LISTS c_tests)
    cmake_path(GET source STEM stem)
    kenko_test_program(capi_${stem} SOURCES ${source} LIBRARIES kenko Threads::Threads m)
    set_target_properties(capi_${stem} PROPERTIES C_STANDARD 99)
    target_compile_options(capi_${stem} PRIVATE -Wall -Wextra -pedantic -Werror)
    kenko_add_test(capi_${stem} capi_${stem})
  endforeach()

  kenko_add_test(capi_header bash tests/capi/header_test.sh
    "${CMAKE_C_COMPILER}" "${CMAKE_CXX_COMPILER}")
  if(NOT KENKO_SANITIZE AND NOT KENKO_FUZZ)  # those builds add symbols and libraries of their own
    kenko_add_test(capi_exports bash tests/capi/exports_test.sh $<TARGET_FILE:kenko>)
  endif()

  file(GLOB c_examples CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/c/*.c")
  foreach(source IN LISTS c_examples)
    cmake_path(GET source STEM stem)
    kenko_test_program(example_c_${stem} SOURCES ${source} LIBRARIES kenko)
    kenko_add_test(example_c_${stem} example_c_${stem})
  endforeach()
endif()

file(GLOB cpp_examples CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/examples/cpp/*.cc")
foreach(source IN LISTS cpp_examples)
  cmake_path(GET source STEM stem)
  kenko_test_program(example_cpp_${stem} SOURCES ${source} LIBRARIES kenko_core)
  kenko_add_test(example_cpp_${stem} example_cpp_${stem})
endforeach()

if(KENKO_INSTALL AND TARGET kenko AND NOT KENKO_SANITIZE AND NOT KENKO_FUZZ)
  kenko_add_test(install bash tests/install/install_test.sh
    "${CMAKE_COMMAND}" "${PROJECT_BINARY_DIR}" "${CMAKE_CXX_COMPILER}" "${CMAKE_C_COMPILER}")
endif()
