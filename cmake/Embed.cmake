# annals_embed(<library> HEADER <header> FUNCTION <name> FILES <path>=<file>...)
#
# Adds the bytes of each file to <library>, to be found under <path> in what
# <name>() returns; <header> declares it. The assembler's .incbin takes any size
# in no time; files may be made during the build.
enable_language(ASM)

function(annals_embed library)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "HEADER;FUNCTION" "FILES")
  set(assembly "    .section .rodata\n")
  set(externs "")
  set(rows "")
  set(files "")
  set(n 0)
  foreach(pair ${ARG_FILES})
    string(REGEX MATCH "^([^=]+)=(.+)$" _ "${pair}")
    set(path "${CMAKE_MATCH_1}")
    set(file "${CMAKE_MATCH_2}")
    list(APPEND files "${file}")
    string(APPEND assembly
           "    .balign 16\n    .global ${library}_file_${n}\n${library}_file_${n}:\n"
           "    .incbin \"${file}\"\n    .global ${library}_file_${n}_end\n"
           "${library}_file_${n}_end:\n    .byte 0\n")
    string(APPEND externs
           "extern const char ${library}_file_${n}[];\n"
           "extern const char ${library}_file_${n}_end[];\n")
    string(APPEND rows "      {\"${path}\", Bytes(${library}_file_${n}, "
           "${library}_file_${n}_end)},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")

  set(base "${CMAKE_CURRENT_BINARY_DIR}/${library}_embedded")
  file(CONFIGURE OUTPUT "${base}.S" CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT "${base}.cc" @ONLY CONTENT "\
#include \"${ARG_HEADER}\"

extern \"C\" {
${externs}}

namespace annals {

namespace {

std::string_view Bytes(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::span<const EmbeddedFile> ${ARG_FUNCTION}() {
  static const EmbeddedFile kFiles[] = {
${rows}  };
  return kFiles;
}

}  // namespace annals
")
  set_source_files_properties("${base}.S" PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${library} PRIVATE "${base}.S" "${base}.cc")
endfunction()
