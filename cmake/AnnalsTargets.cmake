# annals_library(<name> SOURCES ... [PUBLIC ...] [PRIVATE ...])
#
# Defines annals_<name> and its alias annals::<name>. Includes are relative to
# the repository root ("core/status.h"). PUBLIC is what the headers include,
# PRIVATE what only the .cc files do. Sources are listed, never globbed: a new
# file is a reviewed line.
function(annals_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;PUBLIC;PRIVATE")
  add_library(annals_${name} ${ARG_SOURCES})
  add_library(annals::${name} ALIAS annals_${name})
  target_compile_features(annals_${name} PUBLIC cxx_std_20)
  target_include_directories(
    annals_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_link_libraries(
    annals_${name}
    PUBLIC ${ARG_PUBLIC}
    PRIVATE ${ARG_PRIVATE} $<BUILD_INTERFACE:annals_warnings>)
endfunction()

# annals_tests(<name> SOURCES foo_test.cc ... LIBRARIES ...)
#
# One test program for a folder: linking is what small test programs spend their
# time on. Every TEST is registered with CTest under the label <name>.
function(annals_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LIBRARIES")
  add_executable(${name}_tests ${ARG_SOURCES})
  target_link_libraries(${name}_tests PRIVATE ${ARG_LIBRARIES} GTest::gmock_main
                                              annals_warnings)
  target_compile_definitions(
    ${name}_tests PRIVATE ANNALS_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                          ANNALS_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(${name}_tests PROPERTIES LABELS "${name}"
                       DISCOVERY_TIMEOUT 60)
endfunction()

# annals_fuzzer(<name> <source.cc> <libraries>...): a libFuzzer program.
function(annals_fuzzer name source)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE ${ARGN} annals_warnings)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
