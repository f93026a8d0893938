# How every target of polgraph is made: warnings, sanitizers, one include root (the folder of the project).

add_library(polgraph_warnings INTERFACE)
target_compile_options(polgraph_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  # g++ 12 takes `"text" + std::string` for overlapping memory when it optimises (GCC bug 105651)
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)

add_library(polgraph_sanitize INTERFACE)
if(POLGRAPH_SANITIZE)
  target_compile_options(polgraph_sanitize INTERFACE -fsanitize=${POLGRAPH_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(polgraph_sanitize INTERFACE -fsanitize=${POLGRAPH_SANITIZE})
endif()

# Fuzz targets learn from the libraries which ways an input has taken.
if(POLGRAPH_FUZZ)
  target_compile_options(polgraph_sanitize INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What ships is hardened: position-independent, read-only relocations, stack protector, checked string functions. The
# sanitizers bring checks of their own, and _FORTIFY_SOURCE needs optimisation.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
add_library(polgraph_hardening INTERFACE)
if(NOT POLGRAPH_SANITIZE)
  target_compile_options(polgraph_hardening INTERFACE
    -fstack-protector-strong $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
  target_link_options(polgraph_hardening INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# polgraph_library(graph SOURCES a.cc ... HEADERS a.h ... LINK ... LINK_PRIVATE ...) makes polgraph::graph.
function(polgraph_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;LINK;LINK_PRIVATE" ${ARGN})
  set(target polgraph_${name})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(polgraph::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} OUTPUT_NAME polgraph_${name})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${ARG_HEADERS})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_link_libraries(${target} PUBLIC ${ARG_LINK} PRIVATE ${ARG_LINK_PRIVATE}
    $<BUILD_INTERFACE:polgraph_warnings> $<BUILD_INTERFACE:polgraph_sanitize> $<BUILD_INTERFACE:polgraph_hardening>)
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()
