# Warnings as an interface target, never as global flags: a project that embeds
# this one does not inherit them.
add_library(annals_warnings INTERFACE)
target_compile_options(
  annals_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                            -Wsign-conversion -Wnon-virtual-dtor
                            -Woverloaded-virtual -Wimplicit-fallthrough
                            # GCC 12 sees ghosts in inlined std::string.
                            -Wno-free-nonheap-object -Wno-restrict
                            $<$<BOOL:${ANNALS_WERROR}>:-Werror>)
