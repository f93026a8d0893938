# cmake -DBUILD=... -DSOURCE=... -DWORK=... -DTYPE=... -P install_test.cmake: installs into a folder, then configures,
# builds and runs the stranger's project against it.
file(REMOVE_RECURSE "${WORK}")
set(prefix "${WORK}/prefix")

function(step)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${text}")
  endif()
endfunction()

step("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")

# Every installed header compiles from its installed place, one after another.
file(GLOB_RECURSE headers RELATIVE "${prefix}/include/polgraph" "${prefix}/include/polgraph/*.h")
set(text "")
foreach(header IN LISTS headers)
  string(APPEND text "#include \"${header}\"\n")
endforeach()
file(COPY "${SOURCE}/CMakeLists.txt" "${SOURCE}/main.cc" DESTINATION "${WORK}/project")
file(WRITE "${WORK}/project/every_header.cc" "${text}")

step("${CMAKE_COMMAND}" -G Ninja -S "${WORK}/project" -B "${WORK}/build" "-DCMAKE_BUILD_TYPE=${TYPE}"
  "-DCMAKE_PREFIX_PATH=${prefix}")
step("${CMAKE_COMMAND}" --build "${WORK}/build")
step("${WORK}/build/stranger")
step("${prefix}/bin/polgraph" --version)
file(REMOVE_RECURSE "${WORK}")
