# Quicker builds with what happens to be installed; nothing here is needed.

find_program(GOUJI_CCACHE ccache)
if(GOUJI_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this sloppiness ccache refuses whatever uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "/usr/bin/env;CCACHE_SLOPPINESS=pch_defines,time_macros;${GOUJI_CCACHE}")
endif()

find_program(GOUJI_MOLD mold)
if(GOUJI_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# -pthread is what re2 asks for; everything has it, so that one precompiled header fits all.
# One that does not fit costs time and a warning, never the build.
add_compile_options(-fdiagnostics-color=auto -pthread -Wno-error=invalid-pch)
add_link_options(-pthread)

# Unity builds (CMAKE_UNITY_BUILD, of the presets release, asan and tsan): several files of a layer are compiled as one,
# so that headers are read once for all of them; a build from nothing takes about half the time. The presets dev and
# tidy stay file by file: only so does the compiler see that each file includes what it uses.
