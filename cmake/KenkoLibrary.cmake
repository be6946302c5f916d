# kenko_core: all of src/ as a static library, for C++ hosts, the tests and the benchmarks.
# kenko:      the shared library with the C ABI; the only thing most hosts link.

find_package(absl REQUIRED)
find_package(yaml-cpp REQUIRED)

set(kenko_core_sources)
foreach(folder IN ITEMS base model portfolio measure health onboarding touch evaluate arrow)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${folder}/*.cc")
  list(APPEND kenko_core_sources ${found})
endforeach()

add_library(kenko_core STATIC ${kenko_core_sources})
add_library(kenko::core ALIAS kenko_core)
set_target_properties(kenko_core PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME core)
target_include_directories(kenko_core
  PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>
  PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_compile_features(kenko_core PUBLIC cxx_std_17)
target_link_libraries(kenko_core
  PUBLIC Threads::Threads
  PRIVATE $<BUILD_INTERFACE:kenko_flags> absl::time absl::strings yaml-cpp)

file(GLOB kenko_capi_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/capi/*.cc")
if(NOT kenko_capi_sources)
  message(STATUS "kenko: no capi/*.cc, so no shared library")
  return()
endif()

# The version script is written from the one checked-in list of exported names.
set(kenko_exports "${PROJECT_SOURCE_DIR}/capi/exports.txt")
set(kenko_map "${PROJECT_BINARY_DIR}/kenko.map")
set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${kenko_exports}")
file(STRINGS "${kenko_exports}" kenko_symbols REGEX "^[A-Za-z_]")
list(JOIN kenko_symbols ";\n    " kenko_symbols)
file(CONFIGURE OUTPUT "${kenko_map}" CONTENT
  "KENKO_1 {\n  global:\n    ${kenko_symbols};\n  local:\n    *;\n};\n" @ONLY)

add_library(kenko SHARED ${kenko_capi_sources})
add_library(kenko::kenko ALIAS kenko)
set_target_properties(kenko PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION 1 LINK_DEPENDS "${kenko_map}")
target_include_directories(kenko
  PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/capi> $<INSTALL_INTERFACE:include>
  PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(kenko PRIVATE $<BUILD_INTERFACE:kenko_flags> kenko_core)
target_link_options(kenko PRIVATE "-Wl,--version-script=${kenko_map}" -Wl,--as-needed)
if(NOT KENKO_SANITIZE AND NOT KENKO_FUZZ)
  # Sanitizer runtimes are resolved by the executable, so only plain builds can demand this.
  target_link_options(kenko PRIVATE -Wl,-z,defs)
endif()
