# gouji_warnings(target): the warnings that our own code is held to. Headers of the
# system are not touched by them.
function(gouji_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic
    -Wconversion -Wsign-conversion -Wdouble-promotion
    -Wshadow -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op
    -Wformat=2 -Wundef -Wimplicit-fallthrough -Wvla -Wcast-align)
  # Some of these only GCC knows; clang builds no more than the fuzz targets.
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-unknown-warning-option)
  endif()
  # GCC 12 at -O2 takes moves of std::variant for reads of what is not there: pages of noise, never a fault.
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
  # In a unity build the files of a batch are one to the compiler: a class may still hold what its own file alone knows,
  # and a local name may be that of another file. The dev preset, file by file, keeps both warnings.
  if(CMAKE_UNITY_BUILD)
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage -Wno-shadow)
  endif()
  # A newer compiler knows warnings that nobody here has seen; it may only print them.
  if(GOUJI_WERROR AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
