# Fails if a folder includes what it may not: api -> {storage, import} -> core.
# CTest runs it as "layering"; by hand: cmake -P cmake/CheckLayering.cmake
#
# Files named *_main.cc wire the program together and may include any folder.
cmake_minimum_required(VERSION 3.25)
cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH root)

set(core_may core)
set(storage_may storage core)
set(import_may import core)
set(api_may api storage import core)

# Third-party headers, and the only files that may name them.
set(rocksdb_in "^storage/.*\\.cc$")
set(boost_in "^core/graph/.*\\.cc$")
set(httplib_in "^api/")
set(nlohmann_in "^(api|import)/")

set(broken FALSE)
foreach(folder core storage import api)
  file(GLOB_RECURSE files RELATIVE "${root}" "${root}/${folder}/*.h"
       "${root}/${folder}/*.cc")
  foreach(file ${files})
    file(STRINGS "${root}/${file}" lines REGEX "^#include")
    foreach(line ${lines})
      set(allowed TRUE)
      if(line MATCHES "\"(core|storage|import|api|viz|tests)/")
        if(NOT CMAKE_MATCH_1 IN_LIST ${folder}_may
           AND NOT file MATCHES "_main\\.cc$")
          set(allowed FALSE)
        endif()
      elseif(line MATCHES "<(rocksdb|boost|nlohmann|httplib)[/.]")
        if(NOT file MATCHES "${${CMAKE_MATCH_1}_in}")
          set(allowed FALSE)
        endif()
      endif()
      if(NOT allowed)
        set(broken TRUE)
        message(NOTICE "${file}: may not ${line}")
      endif()
    endforeach()
  endforeach()
endforeach()
if(broken)
  message(FATAL_ERROR "Includes against the layering: see docs/architecture.md")
endif()
