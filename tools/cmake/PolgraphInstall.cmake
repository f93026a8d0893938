# What `cmake --install` puts where: the program, the libraries, their public headers under include/polgraph, and what
# find_package(polgraph) reads.

include(CMakePackageConfigHelpers)

set(polgraph_config_folder "${CMAKE_INSTALL_LIBDIR}/cmake/polgraph")

install(TARGETS polgraph RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS polgraph_graph polgraph_loaders polgraph_query
  EXPORT polgraphTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/polgraph")
install(EXPORT polgraphTargets NAMESPACE polgraph:: DESTINATION "${polgraph_config_folder}")
configure_package_config_file(
  "${CMAKE_CURRENT_LIST_DIR}/polgraphConfig.cmake.in" "${PROJECT_BINARY_DIR}/polgraphConfig.cmake"
  INSTALL_DESTINATION "${polgraph_config_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/polgraphConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/polgraphConfig.cmake" "${PROJECT_BINARY_DIR}/polgraphConfigVersion.cmake"
  DESTINATION "${polgraph_config_folder}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
