# What every target of this project is compiled with: the interface target kenko_flags.

get_property(kenko_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(PROJECT_IS_TOP_LEVEL AND NOT kenko_multi_config AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

if(PROJECT_IS_TOP_LEVEL)
  # -g1: a backtrace of a host's crash names functions and lines, at little cost in size.
  set(CMAKE_C_FLAGS_RELEASE "-O3 -g1 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_RELEASE "-O3 -g1 -DNDEBUG")
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  find_program(KENKO_CCACHE ccache)
  if(KENKO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER "${KENKO_CCACHE}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${KENKO_CCACHE}")
  endif()
endif()

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

add_library(kenko_flags INTERFACE)
target_compile_options(kenko_flags INTERFACE
  # A fused multiply-add rounds once where the model's semantics round twice.
  -ffp-contract=off
  # Nobody asks which floating-point exceptions were raised, so that loops over columns may be done
  # to several rows at once.
  -fno-trapping-math
  -Wall -Wextra -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  $<$<BOOL:${KENKO_WERROR}>:-Werror>)

if(KENKO_SANITIZE)
  target_compile_options(kenko_flags INTERFACE
    -fsanitize=${KENKO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(kenko_flags INTERFACE -fsanitize=${KENKO_SANITIZE})
endif()

if(KENKO_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "KENKO_FUZZ needs clang; configure with -DCMAKE_CXX_COMPILER=clang++")
  endif()
  if(KENKO_SANITIZE)
    message(FATAL_ERROR "KENKO_FUZZ brings its own sanitizers; leave KENKO_SANITIZE empty")
  endif()
  target_compile_options(kenko_flags INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(kenko_flags INTERFACE -fsanitize=address,undefined)
endif()
