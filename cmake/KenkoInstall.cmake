# An installed copy: `find_package(kenko)` gives kenko::kenko (C ABI) and kenko::core (C++), and
# pkg-config knows `kenko`. tests/install tries both.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(kenko_config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/kenko")

install(TARGETS kenko_core EXPORT kenkoTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/kenko" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  OPTIONAL FILES_MATCHING PATTERN "*.h")
if(TARGET kenko)
  install(TARGETS kenko EXPORT kenkoTargets LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
  install(FILES "${PROJECT_SOURCE_DIR}/capi/kenko.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/kenko.pc.in" "${PROJECT_BINARY_DIR}/kenko.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/kenko.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endif()

install(EXPORT kenkoTargets NAMESPACE kenko:: DESTINATION "${kenko_config_dir}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/kenkoConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/kenkoConfig.cmake" INSTALL_DESTINATION "${kenko_config_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/kenkoConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/kenkoConfig.cmake"
  "${PROJECT_BINARY_DIR}/kenkoConfigVersion.cmake" DESTINATION "${kenko_config_dir}")
