# The libraries polgraph stands on. Archives are preferred: a process that resolves no shared libraries starts in a
# third of the time, and every command is such a process.

find_package(Threads REQUIRED)
find_package(RocksDB REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_path(POLGRAPH_XXHASH xxhash.h REQUIRED)  # a header is all that is needed of it
mark_as_advanced(POLGRAPH_XXHASH)

# polgraph_archive(utf8proc) makes the name `utf8proc` mean libutf8proc.a where there is one.
function(polgraph_archive name)
  find_library(POLGRAPH_ARCHIVE_${name} NAMES lib${name}.a)
  mark_as_advanced(POLGRAPH_ARCHIVE_${name})
  if(POLGRAPH_ARCHIVE_${name} AND NOT TARGET ${name})
    add_library(${name} INTERFACE IMPORTED GLOBAL)
    set_target_properties(${name} PROPERTIES INTERFACE_LINK_LIBRARIES "${POLGRAPH_ARCHIVE_${name}}")
  endif()
endfunction()

foreach(name IN ITEMS expat utf8proc re2 zstd)
  polgraph_archive(${name})
endforeach()

# Debian's RocksDB is an archive that names the shared compression libraries.
function(polgraph_rocksdb_archives)
  set(links)
  foreach(name IN ITEMS gflags snappy lz4 zstd bz2 z)
    find_library(POLGRAPH_ARCHIVE_${name} NAMES lib${name}.a)
    mark_as_advanced(POLGRAPH_ARCHIVE_${name})
    list(APPEND links "$<IF:$<BOOL:${POLGRAPH_ARCHIVE_${name}}>,${POLGRAPH_ARCHIVE_${name}},${name}>")
  endforeach()
  set_target_properties(RocksDB::rocksdb PROPERTIES
    INTERFACE_LINK_LIBRARIES "${links};Threads::Threads;${CMAKE_DL_LIBS}")
endfunction()
polgraph_rocksdb_archives()
